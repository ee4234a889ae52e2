using System.Diagnostics.Metrics;
using Ecommerce.Conformance;
using Ecommerce.ServiceDefaults.Metrics;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Tests;

public sealed class PrometheusTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", Kind.Histogram, "http_server_request_duration_seconds")]
    [InlineData("http.server.active_requests", "{request}", Kind.UpDownCounter, "http_server_active_requests")]
    [InlineData("orders.placed", "{order}", Kind.Counter, "orders_placed_total")]
    [InlineData("requests_total", null, Kind.Counter, "requests_total")]
    [InlineData("dotnet.gc.heap.size", "By", Kind.Gauge, "dotnet_gc_heap_size_bytes")]
    [InlineData("dotnet.process.cpu.time", "s", Kind.Counter, "dotnet_process_cpu_time_seconds_total")]
    [InlineData("queue.lag.seconds", "s", Kind.Gauge, "queue_lag_seconds")]
    [InlineData("cache.hits", "1", Kind.Gauge, "cache_hits")]
    [InlineData("cache.hits", "1", Kind.Counter, "cache_hits_total")]
    [InlineData("disk.speed", "By/s", Kind.Gauge, "disk_speed_bytes_per_second")]
    [InlineData("sales", "{order}/min", Kind.Gauge, "sales_per_min")]
    [InlineData("answers--2xx", null, Kind.Counter, "answers_2xx_total")]
    public async Task Metric_names_follow_the_conventions(string name, string? unit, Kind kind, string expected)
    {
        var page = await ScrapeAsync(meter => Record(meter, name, unit, kind));
        Assert.Contains(expected, page.Types.Keys);
    }

    [Fact]
    public async Task Label_values_and_help_are_escaped()
    {
        var page = await ScrapeAsync(meter => meter.CreateCounter<long>("odd", description: "back\\slash and\nnew line")
            .Add(3, KeyValuePair.Create<string, object?>("what.is", "a \"quoted\"\nback\\slash")));

        var sample = page.Of("odd_total").Single();
        Assert.Equal("a \"quoted\"\nback\\slash", sample.Labels["what_is"]);
        Assert.Equal(3, sample.Value);
    }

    [Fact]
    public async Task Histogram_buckets_are_cumulative_up_to_infinity()
    {
        var page = await ScrapeAsync(meter =>
        {
            var histogram = meter.CreateHistogram(
                "wait", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
            foreach (var wait in new[] { 0.05, 0.5, 0.6, 7 })
                histogram.Record(wait);
        });

        Assert.Equal("histogram", page.Types["wait_seconds"]);
        Assert.Equal(
            [("0.1", 1d), ("1", 3d), ("+Inf", 4d)], page.Of("wait_seconds_bucket").Select(bucket => (bucket.Labels["le"], bucket.Value)));
        Assert.Equal(8.15, page.Of("wait_seconds_sum").Single().Value, 6);
    }

    [Fact]
    public async Task Attributes_with_the_same_label_name_are_joined()
    {
        var page = await ScrapeAsync(meter => meter.CreateCounter<long>("clash")
            .Add(1, KeyValuePair.Create<string, object?>("a.b", 1), KeyValuePair.Create<string, object?>("a_b", true)));
        Assert.Equal("1;true", page.Of("clash_total").Single().Labels["a_b"]);
    }

    [Fact]
    public async Task Two_meters_may_share_a_metric_name()
    {
        using var other = new Meter("Ecommerce.Tests.Other");
        var page = await ScrapeAsync(meter =>
        {
            meter.CreateUpDownCounter<int>("depth").Add(2);
            other.CreateUpDownCounter<int>("depth").Add(-3);
        });
        Assert.Equal([-3d, 2d], page.Of("depth").Select(sample => sample.Value).Order());
    }

    [Fact]
    public async Task Instrument_with_too_many_label_combinations_stops_at_its_limit()
    {
        var page = await ScrapeAsync(meter =>
        {
            var counter = meter.CreateCounter<long>("flood");
            for (var one = 0; one < 1000; one++)
                counter.Add(1, KeyValuePair.Create<string, object?>("one", one));
        });
        Assert.InRange(page.Of("flood_total").Count(), 300, 302);
        Assert.Equal(1000, page.Of("flood_total").Sum(sample => sample.Value));
    }

    public enum Kind
    {
        Counter,
        UpDownCounter,
        Gauge,
        Histogram,
    }

    private static void Record(Meter meter, string name, string? unit, Kind kind)
    {
        switch (kind)
        {
            case Kind.Counter: meter.CreateCounter<long>(name, unit).Add(1); break;
            case Kind.UpDownCounter: meter.CreateUpDownCounter<long>(name, unit).Add(1); break;
            case Kind.Gauge: meter.CreateGauge<long>(name, unit).Record(1); break;
            case Kind.Histogram: meter.CreateHistogram<double>(name, unit).Record(1); break;
        }
    }

    /// <summary>What a service with these numbers tells.</summary>
    private static async Task<PrometheusPage> ScrapeAsync(Action<Meter> record)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTelemetry();
        builder.Logging.ClearProviders();
        await using var service = builder.Build();
        service.MapMetrics();
        await service.StartAsync();
        using var meter = new Meter("Ecommerce.Tests.Metrics");
        record(meter);
        using var client = new HttpClient();
        return PrometheusPage.Read(await client.GetStringAsync(new Uri($"{service.Urls.First()}/metrics")));
    }
}
