using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Ecommerce.PaymentService.Tests;

/// <summary>What other services' books are made from.</summary>
[Collection(PaymentShopCollection.Name)]
public sealed class ExportTests(PaymentShop shop)
{
    private readonly Payer payer = shop.Payer();

    [Fact]
    public async Task Every_payment_is_a_line_with_what_was_taken_and_what_went_back()
    {
        var order = await payer.CaptureAsync();
        var refund = Guid.CreateVersion7();
        await payer.RefundAsync(order, refund, 30m);
        var refunded = await shop.SaidAsync("payment-refunded", order);
        var captured = await shop.SaidAsync("payment-captured", order);
        var line = await LineAsync(order);

        Assert.Equal(("Captured", 100m, "EUR"), ((string)line["status"]!, (decimal)line["amount"]!["amount"]!, (string)line["amount"]!["currency"]!));
        Assert.Equal(Micros(captured["capturedAt"]!), Micros(line["capturedAt"]!));
        var back = Assert.Single(line["refunds"]!.AsArray())!;
        Assert.Equal(($"{refund}", 30m), ((string)back["refundId"]!, (decimal)back["amount"]!["amount"]!));
        Assert.Equal(Micros(refunded["refundedAt"]!), Micros(back["refundedAt"]!));
    }

    [Fact]
    public async Task A_payment_that_failed_says_why_and_when()
    {
        var order = await payer.OrderAsync(Payer.Declined);
        var failed = await shop.SaidAsync("payment-failed", order);
        var line = await LineAsync(order);

        Assert.Equal(("Failed", "card-declined"), ((string)line["status"]!, (string)line["failureReason"]!));
        Assert.Equal(Micros(failed["failedAt"]!), Micros(line["failedAt"]!));
        Assert.Empty(line["refunds"]!.AsArray());
    }

    [Fact]
    public async Task Only_who_may_read_all_orders_gets_it() => Assert.Equal(403, (await payer.SendAsync(HttpMethod.Get, "/payments/export")).Status);

    private async Task<JsonNode> LineAsync(Guid order)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/payments/export");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shop.Tokens.Issue(Guid.CreateVersion7(), "orders:read"));
        using var response = await shop.Process.Client.SendAsync(request);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse((await response.Content.ReadAsStringAsync()).Split('\n').Single(line => line.Contains($"{order}", StringComparison.Ordinal)))!;
    }

    private static long Micros(JsonNode time) => time.GetValue<DateTimeOffset>().UtcTicks / 10;
}
