namespace Aspire.Hosting.Running.Workloads;

/// <summary>Where the dashboard takes telemetry, and the key it asks for.</summary>
internal sealed record TelemetryEndpoint(string Url, string Key);

/// <summary>What makes a service send its telemetry to the dashboard, at once rather than in large batches.</summary>
internal static class TelemetryEnvironment
{
    private const string ExportDelay = "1000";

    public static IEnumerable<KeyValuePair<string, object>> For(ResourceInstance instance, TelemetryEndpoint telemetry) =>
    [
        new("OTEL_EXPORTER_OTLP_ENDPOINT", telemetry.Url),
        new("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
        new("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={telemetry.Key}"),
        new("OTEL_SERVICE_NAME", instance.Resource.Name),
        new("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={instance.Id}"),
        new("OTEL_BLRP_SCHEDULE_DELAY", ExportDelay),
        new("OTEL_BSP_SCHEDULE_DELAY", ExportDelay),
        new("OTEL_METRIC_EXPORT_INTERVAL", ExportDelay),
        new("OTEL_TRACES_SAMPLER", "always_on"),
        new("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based"),
        new("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory"),
    ];
}
