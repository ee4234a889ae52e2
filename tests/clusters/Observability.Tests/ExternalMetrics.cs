namespace Ecommerce.Observability.Tests;

/// <summary>
/// What the rules and dashboards ask of others than the shop's services. These names are not checked here: each is its exporter's
/// documented one.
/// </summary>
internal static class ExternalMetrics
{
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        // Prometheus itself
        "up", "ALERTS",
        // kube-state-metrics
        "kube_deployment_spec_replicas", "kube_deployment_status_replicas_available", "kube_pod_container_status_restarts_total",
        "kube_pod_container_status_last_terminated_reason", "kube_pod_container_resource_limits",
        "kube_cronjob_status_last_successful_time", "kube_cronjob_created",
        // kubelet and its cAdvisor
        "container_memory_working_set_bytes", "container_cpu_cfs_throttled_periods_total", "container_cpu_cfs_periods_total",
        "kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes",
        // cert-manager
        "certmanager_certificate_expiration_timestamp_seconds",
        // CloudNativePG's instances, with their default queries
        "cnpg_collector_up", "cnpg_pg_settings_setting", "cnpg_pg_replication_lag", "cnpg_pg_database_size_bytes",
        "cnpg_backends_total", "cnpg_backends_waiting_total", "cnpg_backends_max_tx_duration_seconds",
        "cnpg_pg_stat_database_xact_commit", "cnpg_pg_stat_database_xact_rollback", "cnpg_pg_stat_database_deadlocks",
        "cnpg_pg_stat_database_blks_hit", "cnpg_pg_stat_database_blks_read",
        "cnpg_pg_stat_archiver_last_failed_time", "cnpg_pg_stat_archiver_last_archived_time",
        // its Barman plugin
        "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp",
        // Kong
        "kong_http_requests_total",
        // Blackbox Exporter
        "probe_success",
        // Redis Exporter
        "redis_up", "redis_connected_slaves", "redis_memory_used_bytes", "redis_memory_max_bytes",
        // Kafka Exporter, which Strimzi runs
        "kafka_brokers", "kafka_consumergroup_lag", "kafka_topic_partition_under_replicated_partition",
    };

    /// <summary>What discovery adds to every series in a cluster.</summary>
    public static IReadOnlySet<string> Labels { get; } = new HashSet<string>(StringComparer.Ordinal) { "namespace", "job", "instance",
        "pod" };
}
