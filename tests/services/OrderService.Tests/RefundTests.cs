using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class RefundTests(OrderShop shop)
{
    [Fact]
    public async Task Concurrent_refunds_never_exceed_the_payment()
    {
        var (order, clerk) = await PaidAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => clerk.PostAsync($"/orders/{order}/refund", Refund(10m), Shopper.NewKey())));

        Assert.Equal(3, answers.Count(answer => answer.Status == 202));
        Assert.All(
            answers.Where(answer => answer.Status != 202),
            answer => Assert.Equal((422, "urn:ecommerce:problem:refund-exceeds-payment"), (answer.Status, answer.Type)));
        await shop.Topics.PublishedAsync("refund-requested", order, times: 3);
    }

    [Fact]
    public async Task Repeated_key_refunds_once()
    {
        var (order, clerk) = await PaidAsync();
        var key = Shopper.NewKey();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => clerk.PostAsync($"/orders/{order}/refund", Refund(10m), key)));

        Assert.Contains(answers, answer => answer.Status == 202);
        Assert.All(answers, answer => Assert.True(answer.Status is 202 or 409, answer.Text));
        Assert.Equal(10m, await shop.ScalarAsync<decimal>("SELECT refunds_asked FROM orders WHERE id = @id", ("id", order)));
    }

    [Fact]
    public async Task Fully_refunded_order_becomes_Refunded()
    {
        var (order, clerk) = await PaidAsync();
        Assert.Equal(202, (await clerk.PostAsync($"/orders/{order}/refund", All(), Shopper.NewKey())).Status);
        var asked = await shop.Topics.PublishedAsync("refund-requested", order);
        Assert.Equal(39.98m, (decimal)asked["amount"]!["amount"]!);

        await shop.Topics.RefundedAsync(order, Guid.Parse((string)asked["refundId"]!), 39.98m);
        await clerk.BecomesAsync(order, "Refunded");
    }

    [Fact]
    public async Task Concurrent_refunds_of_pieces_never_exceed_the_quantity()
    {
        var (order, clerk) = await PaidAsync();
        var body = JsonNode.Parse("""{ "lines": [{ "sku": "TENT", "quantity": 1 }], "reason": "broken" }""")!;
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => clerk.PostAsync($"/orders/{order}/refund", body.DeepClone(), Shopper.NewKey())));

        Assert.Equal(2, answers.Count(answer => answer.Status == 202));
        Assert.All(
            answers.Where(answer => answer.Status != 202),
            answer => Assert.Equal((422, "urn:ecommerce:problem:refund-exceeds-payment"), (answer.Status, answer.Type)));
        Assert.Equal(39.98m, await shop.ScalarAsync<decimal>("SELECT refunds_asked FROM orders WHERE id = @id", ("id", order)));
        var shown = (await clerk.GetAsync($"/orders/{order}")).Body!["refunds"]!.AsArray();
        Assert.All(
            shown, refund => Assert.Equal((19.99m, 1), ((decimal)refund!["amount"]!["amount"]!, (int)refund["lines"]![0]!["quantity"]!)));
    }

    [Fact]
    public async Task Refunds_of_amounts_and_lines_never_exceed_the_payment()
    {
        var (order, clerk) = await PaidAsync();
        Assert.Equal(202, (await clerk.PostAsync($"/orders/{order}/refund", Refund(30m), Shopper.NewKey())).Status);
        var lines = JsonNode.Parse("""{ "lines": [{ "sku": "TENT", "quantity": 2 }], "reason": "broken" }""");
        Assert.Equal(202, (await clerk.PostAsync($"/orders/{order}/refund", lines, Shopper.NewKey())).Status);

        Assert.Equal(39.98m, await shop.ScalarAsync<decimal>("SELECT refunds_asked FROM orders WHERE id = @id", ("id", order)));
        var decimals = await clerk.PostAsync($"/orders/{order}/refund", Refund(1.001m), Shopper.NewKey());
        Assert.Equal(400, decimals.Status);
        Assert.Contains("\"amount\"", decimals.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refund_is_bounded_by_its_order_alone()
    {
        var (order, clerk) = await PaidAsync();
        await using (var command = shop.Database.CreateCommand($"UPDATE orders SET total = 1980000000 WHERE id = '{order}'"))
            await command.ExecuteNonQueryAsync();

        Assert.Equal(202, (await clerk.PostAsync($"/orders/{order}/refund", Refund(1_500_000_000), Shopper.NewKey())).Status);
        var tooMuch = await clerk.PostAsync($"/orders/{order}/refund", Refund(1_500_000_000), Shopper.NewKey());
        Assert.Equal((422, "urn:ecommerce:problem:refund-exceeds-payment"), (tooMuch.Status, tooMuch.Type));
    }

    [Fact]
    public async Task Large_refund_of_an_order_requires_a_recent_sign_in_also_in_small_parts()
    {
        var (order, clerk) = await PaidAsync();
        await using (var command = shop.Database.CreateCommand($"UPDATE orders SET total = 1000 WHERE id = '{order}'"))
            await command.ExecuteNonQueryAsync();
        var (old, key) = (Signed(clerk.User, minutesAgo: 6), Shopper.NewKey());
        Assert.Equal(202, (await old.PostAsync($"/orders/{order}/refund", Refund(400m), Shopper.NewKey())).Status);
        Assert.Equal(202, (await old.PostAsync($"/orders/{order}/refund", Refund(100m), Shopper.NewKey())).Status);

        foreach (var refused in new[] { old, Signed(clerk.User, minutesAgo: null) })
        {
            var answer = await refused.PostAsync($"/orders/{order}/refund", Refund(0.01m), key);
            Assert.Equal((403, "urn:ecommerce:problem:reauthentication-required"), (answer.Status, answer.Type));
        }

        // The key is free: nothing was done.
        Assert.Equal(202, (await clerk.PostAsync($"/orders/{order}/refund", Refund(0.01m), key)).Status);
        Assert.Equal(500.01m, await shop.ScalarAsync<decimal>("SELECT refunds_asked FROM orders WHERE id = @id", ("id", order)));
    }

    [Fact]
    public async Task Large_payment_goes_back_by_cancelling_or_receiving_only_after_a_recent_sign_in()
    {
        var clerk = shop.Shopper(null, "orders:write", "orders:read");
        var old = Signed(clerk.User, minutesAgo: 6);
        var shopper = shop.Shopper();
        var paid = await shopper.ConfirmAsync(shop, Shopper.Checkout(("TENT", 30)));
        var delivered = await shopper.ReceiveAsync(shop, Shopper.Checkout(("TENT", 30)));
        var announced = await shopper.PostAsync(
            $"/orders/{delivered}/returns",
            JsonNode.Parse("""{ "lines": [{ "sku": "TENT", "quantity": 30 }], "reason": "Too small" }"""), Shopper.NewKey());
        var back = $"/orders/{delivered}/returns/{announced.Body!["id"]}";
        Assert.Equal(200, (await clerk.PostAsync($"{back}/approve", new JsonObject(), Shopper.NewKey())).Status);

        foreach (var (path, body) in new[] { ($"/orders/{paid}/cancel", "{}"), ($"{back}/receive", """{ "all": true }""") })
        {
            var refused = await old.PostAsync(path, JsonNode.Parse(body), Shopper.NewKey());
            Assert.Equal((403, "urn:ecommerce:problem:reauthentication-required"), (refused.Status, refused.Type));
            Assert.Equal(200, (await clerk.PostAsync(path, JsonNode.Parse(body), Shopper.NewKey())).Status);
        }
    }

    [Theory]
    [InlineData("""{ "amount": 5, "lines": [{ "sku": "TENT", "quantity": 1 }], "reason": "x" }""", "amount")]
    [InlineData("""{ "lines": [{ "sku": "TENT", "quantity": 0 }], "reason": "x" }""", "lines[0].quantity")]
    [InlineData("""{ "amount": 0, "reason": "x" }""", "amount")]
    [InlineData("""{ "amount": -5, "reason": "x" }""", "amount")]
    [InlineData("""{ "amount": 5 }""", "reason")]
    [InlineData("""{ "reason": "x" }""", "all")]
    [InlineData("""{ "all": false, "reason": "x" }""", "all")]
    [InlineData("""{ "all": true, "amount": 5, "reason": "x" }""", "amount")]
    [InlineData("""{ "all": true, "lines": [{ "sku": "TENT", "quantity": 1 }], "reason": "x" }""", "lines")]
    [InlineData("""{ "ammount": 1, "reason": "x" }""", "ammount")]
    public async Task Invalid_refund_request_returns_400_with_the_field(string body, string field)
    {
        var answer = await shop.Shopper(null, "orders:write").PostAsync(
            $"/orders/{Guid.CreateVersion7()}/refund", JsonNode.Parse(body), Shopper.NewKey());

        Assert.Equal(400, answer.Status);
        Assert.Contains($"\"{field}\"", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refund_of_an_unpaid_order_returns_409()
    {
        var order = await shop.Shopper().PlaceAsync();
        var answer = await shop.Shopper(null, "orders:write").PostAsync($"/orders/{order}/refund", Refund(1m), Shopper.NewKey());

        Assert.Equal((409, "urn:ecommerce:problem:order-not-refundable"), (answer.Status, answer.Type));
    }

    /// <summary>A clerk whose password was given that long ago, or never.</summary>
    private Shopper Signed(Guid user, int? minutesAgo)
    {
        var claims = TestTokens.Claims(user, "orders:write");
        if (minutesAgo is { } minutes)
            claims["auth_time"] = (long)claims["auth_time"]! - (minutes * 60);
        else
            claims.Remove("auth_time");
        return new(shop.Replica, user, shop.Tokens.Key.Sign(claims));
    }

    private static JsonObject All() => new() { ["all"] = true, ["reason"] = "broken" };

    private static JsonObject Refund(decimal amount) => new() { ["amount"] = amount, ["reason"] = "broken" };

    private async Task<(Guid Order, Shopper Clerk)> PaidAsync()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        await shop.Topics.ReservedAsync(order);
        await shopper.BecomesAsync(order, "StockReserved");
        await shop.Topics.CapturedAsync(order);
        await shopper.BecomesAsync(order, "Confirmed");
        return (order, shop.Shopper(null, "orders:write", "orders:read"));
    }
}
