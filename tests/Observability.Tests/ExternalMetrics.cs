namespace Ecommerce.Observability.Tests;

/// <summary>What the rules and dashboards ask of others than the shop's services. These names are not checked here: each is its exporter's documented one.</summary>
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
        // postgres_exporter
        "pg_up", "pg_settings_max_connections", "pg_replication_lag_seconds", "pg_database_size_bytes", "pg_locks_count", "pg_stat_activity_max_tx_duration",
        "pg_stat_database_numbackends", "pg_stat_database_xact_commit", "pg_stat_database_xact_rollback", "pg_stat_database_deadlocks",
        "pg_stat_database_blks_hit", "pg_stat_database_blks_read",
        // kafka_exporter
        "kafka_brokers", "kafka_consumergroup_lag", "kafka_topic_partition_under_replicated_partition",
    };

    /// <summary>What discovery adds to every series in a cluster.</summary>
    public static IReadOnlySet<string> Labels { get; } = new HashSet<string>(StringComparer.Ordinal) { "namespace", "job", "instance", "pod" };
}
