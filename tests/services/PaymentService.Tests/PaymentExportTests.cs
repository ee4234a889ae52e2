using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Ecommerce.PaymentService.Tests;

/// <summary>The export from which other services rebuild their data.</summary>
[Collection(PaymentShopCollection.Name)]
public sealed class PaymentExportTests(PaymentShop shop)
{
    private readonly Payer payer = shop.Payer();

    [Fact]
    public async Task Export_has_a_line_per_payment_with_capture_and_refunds()
    {
        var order = await payer.CaptureAsync();
        var refund = Guid.CreateVersion7();
        await payer.RefundAsync(order, refund, 30m);
        var refunded = await shop.WaitForEventAsync("payment-refunded", order);
        var captured = await shop.WaitForEventAsync("payment-captured", order);
        var line = await LineAsync(order);

        Assert.Equal(("Captured", 100m, "EUR"),
            ((string)line["status"]!, (decimal)line["amount"]!["amount"]!, (string)line["amount"]!["currency"]!));
        Assert.Equal(Micros(captured["capturedAt"]!), Micros(line["capturedAt"]!));
        var back = Assert.Single(line["refunds"]!.AsArray())!;
        Assert.Equal(($"{refund}", 30m), ((string)back["refundId"]!, (decimal)back["amount"]!["amount"]!));
        Assert.Equal(Micros(refunded["refundedAt"]!), Micros(back["refundedAt"]!));
    }

    [Fact]
    public async Task Exported_failed_payment_has_reason_and_time()
    {
        var order = await payer.OrderAsync(Payer.Declined);
        var failed = await shop.WaitForEventAsync("payment-failed", order);
        var line = await LineAsync(order);

        Assert.Equal(("Failed", "card-declined"), ((string)line["status"]!, (string)line["failureReason"]!));
        Assert.Equal(Micros(failed["failedAt"]!), Micros(line["failedAt"]!));
        Assert.Empty(line["refunds"]!.AsArray());
    }

    [Fact]
    public async Task Export_without_permission_returns_403()
        => Assert.Equal(403, (await payer.SendAsync(HttpMethod.Get, "/payments/export")).Status);

    private async Task<JsonNode> LineAsync(Guid order)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/payments/export");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shop.Tokens.Issue(Guid.CreateVersion7(), "orders:read"));
        using var response = await shop.Process.Client.SendAsync(request);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(
            (await response.Content.ReadAsStringAsync()).Split('\n').Single(line => line.Contains($"{order}", StringComparison.Ordinal)))!;
    }

    private static long Micros(JsonNode time) => time.GetValue<DateTimeOffset>().UtcTicks / 10;
}
