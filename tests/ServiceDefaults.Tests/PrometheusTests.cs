using System.Diagnostics.Metrics;
using System.Text;
using Ecommerce.Conformance;
using Ecommerce.ServiceDefaults.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Ecommerce.ServiceDefaults.Tests;

public sealed class PrometheusTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", MetricType.Histogram, "http_server_request_duration_seconds")]
    [InlineData("http.server.active_requests", "{request}", MetricType.LongSumNonMonotonic, "http_server_active_requests")]
    [InlineData("orders.placed", "{order}", MetricType.LongSum, "orders_placed_total")]
    [InlineData("requests_total", null, MetricType.LongSum, "requests_total")]
    [InlineData("dotnet.gc.heap.size", "By", MetricType.LongGauge, "dotnet_gc_heap_size_bytes")]
    [InlineData("dotnet.process.cpu.time", "s", MetricType.DoubleSum, "dotnet_process_cpu_time_seconds_total")]
    [InlineData("queue.lag.seconds", "s", MetricType.DoubleGauge, "queue_lag_seconds")]
    [InlineData("cache.hits", "1", MetricType.DoubleGauge, "cache_hits_ratio")]
    [InlineData("cache.hits", "1", MetricType.LongSum, "cache_hits_total")]
    [InlineData("disk.speed", "By/s", MetricType.DoubleGauge, "disk_speed_bytes_per_second")]
    [InlineData("sales", "{order}/min", MetricType.DoubleGauge, "sales_per_min")]
    [InlineData("2xx--answers", null, MetricType.LongSum, "_2xx_answers_total")]
    public void Names_follow_the_conventions(string name, string? unit, MetricType type, string expected)
        => Assert.Equal(expected, PrometheusName.Of(name, unit, type));

    [Fact]
    public void Values_of_labels_and_help_are_escaped()
    {
        var page = Scrape(meter => meter.CreateCounter<long>("odd", description: "back\\slash and\nnew line")
            .Add(3, KeyValuePair.Create<string, object?>("what.is", "a \"quoted\"\nback\\slash")));

        var sample = page.Of("odd_total").Single();
        Assert.Equal("a \"quoted\"\nback\\slash", sample.Labels["what_is"]);
        Assert.Equal(3, sample.Value);
    }

    [Fact]
    public void A_histogram_counts_cumulatively_up_to_infinity()
    {
        var page = Scrape(meter =>
        {
            var histogram = meter.CreateHistogram("wait", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
            foreach (var wait in new[] { 0.05, 0.5, 0.6, 7 })
                histogram.Record(wait);
        });

        Assert.Equal("histogram", page.Types["wait_seconds"]);
        Assert.Equal([("0.1", 1d), ("1", 3d), ("+Inf", 4d)], page.Of("wait_seconds_bucket").Select(bucket => (bucket.Labels["le"], bucket.Value)));
        Assert.Equal(8.15, page.Of("wait_seconds_sum").Single().Value, 6);
    }

    [Fact]
    public void Attributes_that_become_one_label_share_it()
    {
        var page = Scrape(meter => meter.CreateCounter<long>("clash")
            .Add(1, KeyValuePair.Create<string, object?>("a.b", 1), KeyValuePair.Create<string, object?>("a_b", true)));
        Assert.Equal("1;true", page.Of("clash_total").Single().Labels["a_b"]);
    }

    [Fact]
    public void Two_meters_may_use_one_name()
    {
        using var other = new Meter("Ecommerce.Tests.Other");
        var page = Scrape(meter =>
        {
            meter.CreateUpDownCounter<int>("depth").Add(2);
            other.CreateUpDownCounter<int>("depth").Add(-3);
        });
        Assert.Equal([-3d, 2d], page.Of("depth").Select(sample => sample.Value).Order());
    }

    private static PrometheusPage Scrape(Action<Meter> record)
    {
        using var meter = new Meter("Ecommerce.Tests.Metrics");
        using var exporter = new PrometheusExporter();
        using var sdk = OpenTelemetrySdk.Create(telemetry => telemetry.WithMetrics(
            metrics => metrics.AddMeter("Ecommerce.Tests.*").AddReader(_ => new BaseExportingMetricReader(exporter))));
        record(meter);
        return PrometheusPage.Read(Encoding.UTF8.GetString(exporter.Scrape()));
    }
}
