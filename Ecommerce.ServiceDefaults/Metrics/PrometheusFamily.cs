using OpenTelemetry.Metrics;

namespace Ecommerce.ServiceDefaults.Metrics;

/// <summary>All instruments that share a name in Prometheus, whichever meter they belong to.</summary>
internal static class PrometheusFamily
{
    private const string Scope = "otel_scope_name";

    public static void Write(PrometheusText text, string name, IReadOnlyList<Metric> metrics)
    {
        var type = TypeOf(metrics[0].MetricType);
        if (type is null)
            return;

        text.Family(name, type, metrics[0].Description);
        // A family has one type; an instrument that says otherwise under the same name is left out.
        foreach (var metric in metrics.Where(metric => TypeOf(metric.MetricType) == type))
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
                Write(text, name, metric, in point);
        }
    }

    private static string? TypeOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.LongGauge or MetricType.DoubleGauge or MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic => "gauge",
        MetricType.Histogram => "histogram",
        _ => null,
    };

    private static void Write(PrometheusText text, string name, Metric metric, in MetricPoint point)
    {
        var labels = LabelsOf(metric, in point);
        if (metric.MetricType == MetricType.Histogram)
        {
            WriteHistogram(text, name, labels, in point);
            return;
        }

        text.Sample(name, labels, metric.MetricType switch
        {
            MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
            MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
            MetricType.LongGauge => point.GetGaugeLastValueLong(),
            _ => point.GetGaugeLastValueDouble(),
        });
    }

    private static void WriteHistogram(PrometheusText text, string name, PrometheusLabels labels, in MetricPoint point)
    {
        var cumulative = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            cumulative += bucket.BucketCount;
            text.Sample($"{name}_bucket", labels.And("le", PrometheusText.Number(bucket.ExplicitBound)), cumulative);
        }

        text.Sample($"{name}_sum", labels, point.GetHistogramSum());
        text.Sample($"{name}_count", labels, point.GetHistogramCount());
    }

    private static PrometheusLabels LabelsOf(Metric metric, in MetricPoint point)
    {
        var tags = new List<KeyValuePair<string, object?>>();
        foreach (var tag in point.Tags)
            tags.Add(tag);
        return PrometheusLabels.Of(tags).And(Scope, metric.MeterName);
    }
}
