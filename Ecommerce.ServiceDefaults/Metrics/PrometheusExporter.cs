using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Ecommerce.ServiceDefaults.Metrics;

/// <summary>Renders every metric of the process when Prometheus asks.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private const int TimeoutMilliseconds = 2000;

    private readonly Lock scraping = new();
    private PrometheusText text = new();

    /// <summary>Set by the reader that owns this exporter.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>The page in UTF-8.</summary>
    public byte[] Scrape()
    {
        lock (scraping)
        {
            text = new();
            ProcessMetrics.Write(text);
            Collect?.Invoke(TimeoutMilliseconds);
            return text.ToUtf8();
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var resource = ParentProvider.GetResource().Attributes.Select(attribute => KeyValuePair.Create(attribute.Key, (object?)attribute.Value));
        text.Family("target_info", "gauge", "The service that these metrics are of.");
        text.Sample("target_info", PrometheusLabels.Of(resource), 1);

        var families = new SortedDictionary<string, List<Metric>>(StringComparer.Ordinal);
        foreach (var metric in batch)
        {
            var name = PrometheusName.Of(metric);
            if (!families.TryGetValue(name, out var sameName))
                families[name] = sameName = [];
            sameName.Add(metric);
        }

        foreach (var (name, metrics) in families)
            PrometheusFamily.Write(text, name, metrics);
        return ExportResult.Success;
    }
}
