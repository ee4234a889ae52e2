using System.Text.Json.Nodes;

namespace Ecommerce.PaymentService.Tests;

[Collection(PaymentShopCollection.Name)]
public sealed class PaymentListTests(PaymentShop shop)
{
    private readonly Payer payer = shop.Payer();
    private readonly Payer clerk = shop.Payer("orders:read");

    [Fact]
    public async Task List_returns_payments_newest_first_in_pages()
    {
        List<Guid> orders = [];
        for (var i = 0; i < 5; i++)
            orders.Add(await payer.CaptureAsync());

        List<string> listed = [];
        for (var after = ""; after is not null;)
        {
            var page = await GetAsync($"/payments?userId={payer.User}&limit=2{after}");
            listed.AddRange(Orders(page));
            after = (string?)page["next"] is { } next ? $"&after={next}" : null;
        }

        Assert.Equal(orders.Select(order => $"{order}").Reverse(), listed);
    }

    [Fact]
    public async Task List_filters_by_status_and_time()
    {
        var failed = await payer.OrderAsync(Payer.Declined);
        await shop.WaitForEventAsync("payment-failed", failed);
        var captured = await payer.CaptureAsync();
        var refunded = await payer.CaptureAsync();
        await payer.RefundAsync(refunded, Guid.CreateVersion7(), 100m);
        await shop.WaitForEventAsync("payment-refunded", refunded);

        foreach (var (status, order) in new[] { ("Failed", failed), ("Captured", captured), ("Refunded", refunded) })
            Assert.Equal([$"{order}"], Orders(await GetAsync($"/payments?userId={payer.User}&status={status}")));
        var all = (await GetAsync($"/payments?userId={payer.User}"))["items"]!.AsArray();
        Assert.Equal(("Refunded", 100m, "simulated"),
            ((string)all[0]!["status"]!, (decimal)all[0]!["refunded"]!["amount"]!, (string)all[0]!["provider"]!));
        var created = (string)all[1]!["createdAt"]!;
        Assert.Equal(
            [$"{refunded}", $"{captured}"], Orders(await GetAsync($"/payments?userId={payer.User}&from={Uri.EscapeDataString(created)}")));
        Assert.Equal([$"{failed}"], Orders(await GetAsync($"/payments?userId={payer.User}&to={Uri.EscapeDataString(created)}")));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("status=Paid", "status")]
    [InlineData("after=x", "after")]
    [InlineData("from=yesterday", "from")]
    [InlineData("userId=7", "userId")]
    public async Task Invalid_filter_returns_400_that_names_it(string query, string name)
    {
        var (status, body) = await clerk.SendAsync(HttpMethod.Get, $"/payments?{query}");

        Assert.Equal(400, status);
        Assert.Contains(body!["errors"]!.AsObject(), error => error.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Ledger_of_order_sums_to_zero_and_has_capture_minus_refunds()
    {
        var order = await payer.CaptureAsync();
        await payer.RefundAsync(order, Guid.CreateVersion7(), 30m);
        await shop.WaitForEventAsync("payment-refunded", order);
        var ledger = await GetAsync($"/payments/ledger?orderId={order}");

        Assert.Equal(
            [("provider-balance", 100m), ("customer-payments", -100m), ("customer-payments", 30m), ("provider-balance", -30m)],
            ledger["entries"]!.AsArray().Select(entry => ((string)entry!["account"]!, (decimal)entry["amount"]!["amount"]!)));
        Assert.Equal(
            [("customer-payments", -70m), ("provider-balance", 70m)],
            ledger["accounts"]!.AsArray().Select(account => ((string)account!["account"]!, (decimal)account["balance"]!["amount"]!)));
    }

    [Fact]
    public async Task Ledger_of_all_orders_sums_to_zero_per_currency()
    {
        var order = Guid.CreateVersion7();
        await payer.RequestPaymentAsync(order, await payer.TokenAsync(), amount: 12.5m, currency: "USD");
        await shop.WaitForEventAsync("payment-captured", order);
        var accounts = (await GetAsync("/payments/ledger"))["accounts"]!.AsArray();

        Assert.All(
            accounts.GroupBy(account => (string)account!["balance"]!["currency"]!),
            currency => Assert.Equal(0m, currency.Sum(account => (decimal)account!["balance"]!["amount"]!)));
        Assert.Empty((await GetAsync($"/payments/ledger?orderId={Guid.CreateVersion7()}"))["entries"]!.AsArray());
    }

    [Fact]
    public async Task Payment_of_zero_is_captured_without_calling_the_provider()
    {
        var order = Guid.CreateVersion7();
        await payer.RequestPaymentAsync(order, await payer.TokenAsync(), amount: 0m);
        await shop.WaitForEventAsync("payment-captured", order);

        Assert.Equal(0L, await shop.ScalarAsync<long>($"select count(*) from simulated_provider.calls where order_id = '{order}'"));
        await payer.CancelAsync(order);
        await shop.WaitForEventAsync("payment-refunded", order);
    }

    [Theory]
    [InlineData("/payments")]
    [InlineData("/payments/ledger")]
    public async Task List_and_ledger_without_permission_return_403(string path)
        => Assert.Equal(403, (await payer.SendAsync(HttpMethod.Get, path)).Status);

    private async Task<JsonNode> GetAsync(string path)
    {
        var (status, body) = await clerk.SendAsync(HttpMethod.Get, path);
        Assert.Equal(200, status);
        return body!;
    }

    private static IEnumerable<string> Orders(JsonNode page) => page["items"]!.AsArray().Select(item => (string)item!["orderId"]!);
}
