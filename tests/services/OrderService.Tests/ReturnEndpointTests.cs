using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class ReturnEndpointTests(OrderShop shop)
{
    private Shopper Clerk => shop.Shopper(null, "orders:write", "orders:read");

    [Fact]
    public async Task Received_return_is_restocked_and_refunded()
    {
        var shopper = shop.Shopper();
        // 59.97 of goods ship free to Germany and bear 11.39 of tax: 23.79 and 23.78 and 23.79 a piece.
        var order = await shopper.ReceiveAsync(shop, ToGermany(3));
        var key = Shopper.NewKey();
        var asked = await shopper.PostAsync($"/orders/{order}/returns", Returned(2), key);
        Assert.Equal((201, "Requested"), (asked.Status, (string)asked.Body!["status"]!));
        Assert.Equal(asked.Text, (await shopper.PostAsync($"/orders/{order}/returns", Returned(2), key)).Text);
        var id = Guid.Parse((string)asked.Body["id"]!);
        Assert.Equal("Requested", (string)(await shopper.GetAsync(asked.Location!)).Body!["status"]!);

        Assert.Equal("Approved", await ActAsync(order, id, "approve", null));
        var approved = await shop.Topics.PublishedAsync("return-approved", order);
        Assert.Equal(
            ($"{id}", $"{shopper.User}", 2),
            ((string)approved["returnId"]!, (string)approved["userId"]!, (int)approved["lines"]![0]!["quantity"]!));
        var parcel = JsonNode.Parse("""{ "lines": [{ "sku": "TENT", "quantity": 2, "restock": 1 }] }""");
        Assert.Equal("Received", await ActAsync(order, id, "receive", parcel));
        var received = await shop.Topics.PublishedAsync("return-received", order);
        Assert.Equal(($"{id}", 1), ((string)received["returnId"]!, (int)received["lines"]![0]!["quantity"]!));
        var refund = await shop.Topics.PublishedAsync("refund-requested", order);
        Assert.Equal(47.57m, (decimal)refund["amount"]!["amount"]!);

        await shop.Topics.ReturnedAsync(order, id);
        await shop.Topics.RefundedAsync(order, Guid.Parse((string)refund["refundId"]!), 47.57m);
        await Eventually.Async(
            () => shop.ScalarAsync<bool>("SELECT ask_at IS NULL FROM orders WHERE id = @id", ("id", order)), "the order rests");
        var shown = (await shopper.GetAsync($"/orders/{order}/returns")).Body!["items"]![0]!;
        Assert.Equal(
            ("Received", 47.57m, 1),
            ((string)shown["status"]!, (decimal)shown["refund"]!["amount"]!, (int)shown["lines"]![0]!["restocked"]!));
        Assert.Equal("Delivered", await shopper.StatusAsync(order));
    }

    [Theory]
    // 71.36 were paid, 47.57 of them for the two pieces that come back.
    [InlineData("""{ "amount": 30, "reason": "late" }""", 41.36)]
    [InlineData("""{ "lines": [{ "sku": "TENT", "quantity": 2 }], "reason": "broken" }""", 23.79)]
    [InlineData("""{ "all": true, "reason": "lost" }""", null)]
    public async Task Return_refunds_what_is_left_of_its_pieces_after_earlier_refunds(string earlier, double? left)
    {
        var shopper = shop.Shopper();
        var order = await shopper.ReceiveAsync(shop, ToGermany(3));
        Assert.Equal(201, (await shopper.PostAsync($"/orders/{order}/returns", Returned(2), Shopper.NewKey())).Status);
        var id = Guid.Parse((string)(await shopper.GetAsync($"/orders/{order}/returns")).Body!["items"]![0]!["id"]!);
        Assert.Equal("Approved", await ActAsync(order, id, "approve", null));
        Assert.Equal(202, (await Clerk.PostAsync($"/orders/{order}/refund", JsonNode.Parse(earlier), Shopper.NewKey())).Status);

        Assert.Equal("Received", await ActAsync(order, id, "receive", JsonNode.Parse("""{ "all": true }""")));

        var shown = (await shopper.GetAsync($"/orders/{order}/returns")).Body!["items"]![0]!;
        Assert.Equal((decimal?)left, (decimal?)shown["refund"]?["amount"]);
    }

    [Fact]
    public async Task Order_says_until_when_and_how_many_pieces_can_be_sent_back()
    {
        var shopper = shop.Shopper();
        var order = await shopper.ConfirmAsync(shop, ToGermany(3));
        var confirmed = (await shopper.GetAsync($"/orders/{order}")).Body!;
        Assert.Null(confirmed["returnableUntil"]);
        var line = confirmed["lines"]![0]!;
        Assert.Equal((0, 0.19m, 11.39m), ((int)line["returnable"]!, (decimal)line["taxRate"]!, (decimal)line["tax"]!["amount"]!));

        await DeliverAsync(order);
        Assert.Equal(201, (await shopper.PostAsync($"/orders/{order}/returns", Returned(2), Shopper.NewKey())).Status);

        var delivered = (await shopper.GetAsync($"/orders/{order}")).Body!;
        Assert.Equal(((DateTimeOffset)delivered["deliveredAt"]!).AddDays(30), (DateTimeOffset)delivered["returnableUntil"]!);
        Assert.Equal(1, (int)delivered["lines"]![0]!["returnable"]!);
    }

    [Fact]
    public async Task Concurrent_returns_never_exceed_the_delivered_quantity()
    {
        var shopper = shop.Shopper();
        var order = await shopper.ReceiveAsync(shop, Shopper.Checkout(("TENT", 3)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            shop.Shopper(shopper.User, i % 2 == 0 ? shop.Replica : shop.OtherReplica)
                .PostAsync($"/orders/{order}/returns", Returned(1), Shopper.NewKey())));

        Assert.Equal(3, answers.Count(answer => answer.Status == 201));
        Assert.All(
            answers.Where(answer => answer.Status != 201),
            answer => Assert.Equal((422, "urn:ecommerce:problem:return-exceeds-delivery"), (answer.Status, answer.Type)));
        Assert.Contains("\"lines[0].quantity\"", answers.First(answer => answer.Status == 422).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Return_of_undelivered_or_unknown_items_is_refused()
    {
        var shopper = shop.Shopper();
        var placed = await shopper.PlaceAsync();
        var early = await shopper.PostAsync($"/orders/{placed}/returns", Returned(1), Shopper.NewKey());
        Assert.Equal((409, "urn:ecommerce:problem:order-not-returnable"), (early.Status, early.Type));

        var order = await shopper.ReceiveAsync(shop, Shopper.Checkout(("TENT", 2)));
        var other = JsonNode.Parse("""{ "lines": [{ "sku": "LAMP", "quantity": 1 }], "reason": "x" }""");
        Assert.Equal(422, (await shopper.PostAsync($"/orders/{order}/returns", other, Shopper.NewKey())).Status);
        Assert.Equal(404, (await shop.Shopper().PostAsync($"/orders/{order}/returns", Returned(1), Shopper.NewKey())).Status);
        Assert.Equal(404, (await shop.Shopper().GetAsync($"/orders/{order}/returns")).Status);

        await using var age = shop.Database.CreateCommand(
            $"UPDATE orders SET delivered_at = delivered_at - INTERVAL '31 days' WHERE id = '{order}'");
        await age.ExecuteNonQueryAsync();
        Assert.Equal(409, (await shopper.PostAsync($"/orders/{order}/returns", Returned(1), Shopper.NewKey())).Status);
    }

    [Fact]
    public async Task List_of_all_returns_is_filtered_by_status_and_forbidden_to_shoppers()
    {
        var shopper = shop.Shopper();
        var order = await shopper.ReceiveAsync(shop, Shopper.Checkout(("TENT", 2)));
        var first = (string)(await shopper.PostAsync($"/orders/{order}/returns", Returned(1), Shopper.NewKey())).Body!["id"]!;
        var second = (string)(await shopper.PostAsync($"/orders/{order}/returns", Returned(1), Shopper.NewKey())).Body!["id"]!;
        Assert.Equal("Rejected", await ActAsync(order, Guid.Parse(first), "reject", JsonNode.Parse("""{ "reason": "worn" }""")));

        var rejected = await shop.Topics.PublishedAsync("return-rejected", order);
        Assert.Equal((first, "worn"), ((string)rejected["returnId"]!, (string)rejected["reason"]!));
        var page = (await Clerk.GetAsync("/orders/returns?status=Requested&limit=1")).Body!;
        Assert.Equal(second, (string)page["items"]![0]!["id"]!);
        Assert.DoesNotContain(
            second, (await Clerk.GetAsync($"/orders/returns?status=Requested&after={second}&limit=100")).Text, StringComparison.Ordinal);
        Assert.Contains(first, (await Clerk.GetAsync("/orders/returns?status=Rejected")).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await Clerk.GetAsync("/orders/returns?status=Lost")).Status);
        Assert.Equal(403, (await shopper.GetAsync("/orders/returns")).Status);
        foreach (var action in new[] { "approve", "reject", "receive" })
            Assert.Equal(
                403,
                (await shopper.PostAsync(
                    $"/orders/{order}/returns/{second}/{action}",
                    action == "approve" ? null : Act(action), Shopper.NewKey())).Status);
        var wrong = await Clerk.PostAsync($"/orders/{order}/returns/{first}/receive", Act("receive"), Shopper.NewKey());
        Assert.Equal((409, "urn:ecommerce:problem:return-in-other-status"), (wrong.Status, wrong.Type));
    }

    [Theory]
    [InlineData("", """{ "reason": "x" }""", "lines")]
    [InlineData("", """{ "lines": [], "reason": "x" }""", "lines")]
    [InlineData("", """{ "lines": [{ "sku": "TENT", "quantity": 1 }] }""", "reason")]
    [InlineData("", """{ "lines": [{ "sku": "TENT", "quantity": 0 }], "reason": "x" }""", "lines[0].quantity")]
    [InlineData("/0199c0de-0000-7000-8000-000000000000/reject", "{}", "reason")]
    [InlineData(
        "/0199c0de-0000-7000-8000-000000000000/receive", """{ "lines": [{ "sku": "TENT", "quantity": 1, "restock": 2 }] }""",
        "lines[0].restock")]
    [InlineData(
        "/0199c0de-0000-7000-8000-000000000000/receive", """{ "lines": [{ "sku": "TENT", "quantity": 1 }] }""", "lines[0].restock")]
    [InlineData("/0199c0de-0000-7000-8000-000000000000/receive", "{}", "all")]
    [InlineData("/0199c0de-0000-7000-8000-000000000000/receive", """{ "lines": [] }""", "lines")]
    [InlineData("/0199c0de-0000-7000-8000-000000000000/receive", """{ "all": true, "lines": [] }""", "lines")]
    public async Task Invalid_return_request_returns_400_with_the_field(string path, string body, string field)
    {
        var answer = await Clerk.PostAsync($"/orders/{Guid.CreateVersion7()}/returns{path}", JsonNode.Parse(body), Shopper.NewKey());

        Assert.Equal(400, answer.Status);
        Assert.Contains($"\"{field}\"", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Received_quantity_above_the_announced_one_returns_400_with_the_field()
    {
        var shopper = shop.Shopper();
        var order = await shopper.ReceiveAsync(shop, Shopper.Checkout(("TENT", 2)));
        var id = Guid.Parse((string)(await shopper.PostAsync($"/orders/{order}/returns", Returned(1), Shopper.NewKey())).Body!["id"]!);
        await ActAsync(order, id, "approve", null);
        var answer = await Clerk.PostAsync(
            $"/orders/{order}/returns/{id}/receive", JsonNode.Parse(
                """{ "lines": [{ "sku": "TENT", "quantity": 2, "restock": 2 }] }"""), Shopper.NewKey());

        Assert.Equal(400, answer.Status);
        Assert.Contains("\"lines[0].quantity\"", answer.Errors, StringComparison.Ordinal);
    }

    private async Task<string> ActAsync(Guid order, Guid id, string action, JsonNode? body)
    {
        var answer = await Clerk.PostAsync($"/orders/{order}/returns/{id}/{action}", body, Shopper.NewKey());
        Assert.True(answer.Status == 200, answer.Text);
        return (string)answer.Body!["status"]!;
    }

    private static JsonObject Act(string action) => action == "receive" ? new() { ["all"] = true } : new() { ["reason"] = "x" };

    private async Task DeliverAsync(Guid order)
    {
        var ship = JsonNode.Parse("""{ "carrier": "DHL", "trackingNumber": "JD01" }""");
        Assert.Equal(200, (await Clerk.PostAsync($"/orders/{order}/ship", ship, Shopper.NewKey())).Status);
        Assert.Equal(200, (await Clerk.PostAsync($"/orders/{order}/deliver", null, Shopper.NewKey())).Status);
    }

    private static JsonObject Returned(int quantity) => new()
    {
        ["lines"] = new JsonArray(new JsonObject { ["sku"] = "TENT", ["quantity"] = quantity }), ["reason"] = "too small",
    };

    private static JsonObject ToGermany(int pieces)
    {
        var body = Shopper.Checkout(("TENT", pieces));
        body["shippingAddress"]!["country"] = "DE";
        body["shippingAddress"]!["postalCode"] = "10115";
        return body;
    }
}
