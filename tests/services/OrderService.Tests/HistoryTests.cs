using System.Text.Json.Nodes;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class HistoryTests(OrderShop shop)
{
    [Fact]
    public async Task History_names_who_did_what()
    {
        var (shopper, clerk, colleague) = (shop.Shopper(), Staff(), Staff());
        var order = await shopper.ConfirmAsync(shop, Shopper.Checkout(("TENT", 2)));
        await DoAsync(clerk, $"/orders/{order}/ship", """{ "carrier": "DHL", "trackingNumber": "JD01" }""");
        await DoAsync(clerk, $"/orders/{order}/deliver", null);
        var known = await DoAsync(shopper, $"/orders/{order}/returns", """
            { "lines": [{ "sku": "TENT", "quantity": 1 }], "reason": "too small" }
            """);
        var path = $"/orders/{order}/returns/{known["id"]}";
        await DoAsync(colleague, $"{path}/approve", null);
        await DoAsync(colleague, $"{path}/receive", """{ "all": true }""");
        var refund = await shop.Topics.PublishedAsync("refund-requested", order);
        await shop.Topics.RefundedAsync(order, Guid.Parse((string)refund["refundId"]!), 19.99m);

        var history = await EntriesAsync(order, 11);
        Assert.Equal(
            [
                $"StatusChanged Customer {shopper.User} >Placed",
                "StatusChanged Shop  Placed>StockReserved",
                "StatusChanged Shop  StockReserved>Paid",
                "StatusChanged Shop  Paid>Confirmed",
                $"StatusChanged Staff {clerk.User} Confirmed>Shipped",
                $"StatusChanged Staff {clerk.User} Shipped>Delivered",
                $"ReturnRequested Customer {shopper.User} >",
                $"ReturnApproved Staff {colleague.User} >",
                $"ReturnReceived Staff {colleague.User} >",
                $"RefundRequested Staff {colleague.User} >",
                "RefundCompleted Shop  >",
            ],
            history.Select(entry => $"{entry["kind"]} {entry["actor"]} {entry["actorId"]} {entry["before"]}>{entry["after"]}"));
        Assert.Equal("JD01", (string)history[4]["shipment"]!["trackingNumber"]!);
        Assert.Equal(("too small", (string)known["id"]!), ((string)history[6]["reason"]!, (string)history[6]["returnId"]!));
        Assert.Equal(19.99m, (decimal)history[10]["amount"]!["amount"]!);
    }

    [Fact]
    public async Task Order_that_its_customer_cancels_says_so_also_where_the_customer_is_staff()
    {
        var shopper = shop.Shopper(null, "orders:read", "orders:write");
        var order = await shopper.PlaceAsync();
        await DoAsync(shopper, $"/orders/{order}/cancel", null);

        var cancelled = (await EntriesAsync(order, 2))[1];
        Assert.Equal(
            ("Customer", "requested-by-customer"), ((string)cancelled["actor"]!, (string)cancelled["reason"]!));
    }

    [Fact]
    public async Task Order_that_staff_cancel_says_so_to_staff_and_to_its_buyer()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        var clerk = Staff();
        await DoAsync(clerk, $"/orders/{order}/cancel", null);

        var cancelled = (await EntriesAsync(order, 2))[1];
        Assert.Equal(
            ("Staff", clerk.User, "cancelled-by-shop"),
            ((string)cancelled["actor"]!, (Guid)cancelled["actorId"]!, (string)cancelled["reason"]!));
        Assert.Equal("cancelled-by-shop", (string)(await shopper.GetAsync($"/orders/{order}")).Body!["cancellationReason"]!);
        var published = await shop.Topics.PublishedAsync("order-cancelled", order);
        Assert.Equal(("cancelled-by-shop", false), ((string)published["reason"]!, (bool)published["backInCart"]!));
    }

    [Fact]
    public async Task Order_from_before_the_records_tells_what_it_knows_itself_by_an_unknown_actor()
    {
        var shopper = shop.Shopper();
        var order = await shopper.ReceiveAsync(shop, Shopper.Checkout(("TENT", 2)));
        await DoAsync(shopper, $"/orders/{order}/returns", """
            { "lines": [{ "sku": "TENT", "quantity": 1 }], "reason": "too small" }
            """);
        await DoAsync(Staff(), $"/orders/{order}/refund", """{ "amount": 1, "reason": "a scratch" }""");
        await ForgetAsync(order);

        var history = await EntriesAsync(order, 8);
        Assert.All(history, entry => Assert.Null(entry["actor"]));
        Assert.Equal(
            ["too small", "a scratch"],
            ((string[])["ReturnRequested", "RefundRequested"])
                .Select(kind => (string)history.Single(entry => (string)entry["kind"]! == kind)["reason"]!));
    }

    [Fact]
    public async Task History_is_told_to_those_alone_who_may_read_all_orders()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();

        Assert.Equal(403, (await shopper.GetAsync($"/orders/{order}/history")).Status);
        Assert.Equal(404, (await Staff().GetAsync($"/orders/{Guid.CreateVersion7()}/history")).Status);
    }

    private Shopper Staff() => shop.Shopper(null, "orders:read", "orders:write");

    private async Task<List<JsonNode>> EntriesAsync(Guid order, int count)
    {
        List<JsonNode> entries = [];
        await Testing.Eventually.Async(async () =>
        {
            entries = [.. (await Staff().GetAsync($"/orders/{order}/history")).Body!["items"]!.AsArray().Select(entry => entry!)];
            return entries.Count == count;
        }, $"the history of {order} has {count} entries");
        return entries;
    }

    private static async Task<JsonNode> DoAsync(Shopper who, string path, string? body)
    {
        var answer = await who.PostAsync(path, body is null ? null : JsonNode.Parse(body), Shopper.NewKey());
        Assert.True(answer.Status is 200 or 201 or 202, answer.Text);
        return answer.Body!;
    }

    /// <summary>As the version before left it.</summary>
    private async Task ForgetAsync(Guid order)
    {
        await using var command = shop.Database.CreateCommand("""
            UPDATE order_history SET actor = NULL, actor_id = NULL WHERE order_id = @id;
            DELETE FROM order_activities WHERE order_id = @id
            """);
        command.Parameters.AddWithValue("id", order);
        await command.ExecuteNonQueryAsync();
    }
}
