using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>What the dashboard was told.</summary>
[Collection(nameof(RunningAppHost))]
public sealed class TraceTests(RunningAppHost running)
{
    private static readonly string[] OnTheWay = ["gateway", "order-service", "catalog-service", "payment-service"];

    [Fact]
    public async Task Checkout_is_one_trace_through_gateway_order_catalog_and_payment()
    {
        await BuyAsync();

        await Eventually.Async(
            async () => (await SpansAsync()).GroupBy(span => span.Trace, span => span.Service).Select(trace => trace.ToHashSet()).ToList(),
            traces => traces.Any(services => OnTheWay.All(services.Contains)),
            $"a trace with spans of {string.Join(", ", OnTheWay)}");
    }

    [Fact]
    public async Task Polling_for_waiting_orders_is_not_traced()
    {
        var begin = TimeProvider.System.GetUtcNow();
        await BuyAsync();
        await Eventually.Async(
            SpansAsync, spans
                => spans.Any(span => span is { Service: "payment-service" } && span.Start > begin), "spans of this order arrived");

        // Spans of a request can arrive before the request's own.
        Assert.DoesNotContain(
            await SpansAsync(),
            span => span is { Service: "order-service", Name: "postgresql", IsRoot: true } && span.Start > begin);
    }

    private async Task BuyAsync()
    {
        var gateway = (await running.OpenAsync()).Gateway;
        var inventory = await Shopper.InventoryManagerAsync(gateway);
        var sku = $"E2E-{Guid.CreateVersion7():N}".ToUpperInvariant();
        await inventory.ImportAsync(Stock.Product(sku, 3m, 5).ToJsonString());
        var shopper = await Shopper.RegisterAsync(gateway);
        await shopper.AddToCartAsync(sku, 1);
        await shopper.OrderAtAsync(await shopper.CheckOutAsync(), "Confirmed");
    }

    private async Task<List<Span>> SpansAsync()
    {
        using var dashboard = new HttpClient { BaseAddress = (await running.OpenAsync()).Dashboard };
        dashboard.DefaultRequestHeaders.Add("x-api-key", AppHost.DashboardKey);
        var answer = JsonNode.Parse(await dashboard.GetStringAsync("/api/telemetry/traces?limit=1000"))!;
        return [.. from resource in answer["data"]!["resourceSpans"]!.AsArray()
                   let service = ServiceOf(resource!)
                   from scope in resource!["scopeSpans"]!.AsArray()
                   from span in scope!["spans"]!.AsArray()
                   select new Span(service, (string)span!["traceId"]!, (string)span["name"]!, StartOf(span),
                       string.IsNullOrEmpty((string?)span["parentSpanId"]))];
    }

    private static string ServiceOf(JsonNode resource)
        => (string)resource["resource"]!["attributes"]!.AsArray()
            .Single(a => (string)a!["key"]! == "service.name")!["value"]!["stringValue"]!;

    private static DateTimeOffset StartOf(JsonNode span)
        => DateTimeOffset.UnixEpoch.AddTicks(
            (long)(ulong.Parse(span["startTimeUnixNano"]!.ToString(), CultureInfo.InvariantCulture) / 100));

    private sealed record Span(string Service, string Trace, string Name, DateTimeOffset Start, bool IsRoot);
}
