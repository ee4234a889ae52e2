using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>What the dashboard was told.</summary>
[Collection(nameof(Shop))]
public sealed class TraceTests(Shop shop)
{
    private static readonly string[] OnTheWay = ["gateway", "order-service", "catalog-service", "payment-service"];

    [Fact]
    public async Task One_trace_follows_a_checkout_through_gateway_order_catalog_and_payment_over_Kafka()
    {
        var inventory = await shop.InventoryManagerAsync();
        var sku = $"E2E-{Guid.CreateVersion7():N}".ToUpperInvariant();
        await inventory.ImportAsync(Stock.Product(sku, 3m, 5).ToJsonString());
        var shopper = await Shopper.RegisterAsync(shop.Gateway);
        await shopper.AddToCartAsync(sku, 1);
        await shopper.OrderAtAsync(await shopper.CheckOutAsync(), "Confirmed");

        using var dashboard = new HttpClient { BaseAddress = shop.Dashboard };
        await Eventually.Async(
            async () => TracesIn(JsonNode.Parse(await dashboard.GetStringAsync("/api/telemetry/traces?limit=1000"))!).ToList(),
            traces => traces.Any(services => OnTheWay.All(services.Contains)),
            $"a trace with spans of {string.Join(", ", OnTheWay)}");
    }

    /// <summary>The services that have a span in each trace.</summary>
    private static IEnumerable<HashSet<string>> TracesIn(JsonNode answer)
        => from resource in answer["data"]!["resourceSpans"]!.AsArray()
           let service = (string)resource!["resource"]!["attributes"]!.AsArray().Single(a => (string)a!["key"]! == "service.name")!["value"]!["stringValue"]!
           from scope in resource["scopeSpans"]!.AsArray()
           from span in scope!["spans"]!.AsArray()
           group service by (string)span!["traceId"]! into trace
           select trace.ToHashSet();
}
