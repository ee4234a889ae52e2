using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class SagaFlowTests(OrderShop shop)
{
    private OrderTopics Topics => shop.Topics;

    [Fact]
    public async Task Reserved_and_captured_order_is_confirmed_shipped_and_delivered()
    {
        var (shopper, clerk) = (shop.Shopper(), shop.Shopper(null, "orders:write"));
        var order = await ConfirmAsync(shopper);
        await Topics.CommittedAsync(order);
        Assert.Equal("tok_1", (string)(await Topics.PublishedAsync("payment-requested", order))["paymentToken"]!);

        var ship = JsonNode.Parse("""{ "carrier": "DHL", "trackingNumber": "JD01" }""");
        Assert.Equal(200, (await clerk.PostAsync($"/orders/{order}/ship", ship, Shopper.NewKey())).Status);
        Assert.Equal(409, (await clerk.PostAsync($"/orders/{order}/ship", ship, Shopper.NewKey())).Status);
        Assert.Equal(200, (await clerk.PostAsync($"/orders/{order}/deliver", null, Shopper.NewKey())).Status);
        Assert.Equal(409, (await shopper.PostAsync($"/orders/{order}/cancel", null, Shopper.NewKey())).Status);

        var delivered = (await shopper.GetAsync($"/orders/{order}")).Body!;
        Assert.Equal(("DHL", "JD01"), ((string)delivered["shipment"]!["carrier"]!, (string)delivered["shipment"]!["trackingNumber"]!));
        Assert.NotNull(delivered["deliveredAt"]);
        await Topics.PublishedAsync("order-delivered", order);
        Assert.Equal(["order-placed", "payment-requested", "order-confirmed", "order-shipped", "order-delivered"], Topics.Published(order));
        Assert.Equal(["Placed", "StockReserved", "Paid", "Confirmed", "Shipped", "Delivered"], await HistoryAsync(shopper, order));
        await RestsAsync(order);
    }

    [Fact]
    public async Task Failed_reservation_cancels_the_order()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        await Topics.ReservationFailedAsync(order);

        await CancelledAsync(shopper, order, "out-of-stock");
        await RestsAsync(order);
    }

    [Fact]
    public async Task Declined_payment_cancels_the_order_and_awaits_the_release_of_its_stock()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        await Topics.ReservedAsync(order);
        await shopper.BecomesAsync(order, "StockReserved");
        await Topics.FailedAsync(order);

        await CancelledAsync(shopper, order, "payment-declined");
        Assert.True(await WaitsAsync(order));
        await Topics.ReleasedAsync(order);
        await RestsAsync(order);
    }

    [Fact]
    public async Task Failed_stock_commit_cancels_the_order_and_awaits_its_refund()
    {
        var shopper = shop.Shopper();
        var order = await ConfirmAsync(shopper);
        await Topics.CommitFailedAsync(order);

        await CancelledAsync(shopper, order, "out-of-stock");
        await Topics.ReleasedAsync(order);
        await Topics.RefundedAsync(order, order, 39.98m);
        await RestsAsync(order);
        Assert.Equal(39.98m, (decimal)(await shopper.GetAsync($"/orders/{order}")).Body!["refunded"]!["amount"]!);
    }

    [Fact]
    public async Task Customer_cancels_a_confirmed_order_once()
    {
        var (shopper, key) = (shop.Shopper(), Shopper.NewKey());
        var order = await ConfirmAsync(shopper);
        var answer = await shopper.PostAsync($"/orders/{order}/cancel", null, key);

        Assert.Equal((200, "Cancelled"), (answer.Status, (string)answer.Body!["status"]!));
        Assert.Equal(answer.Text, (await shopper.PostAsync($"/orders/{order}/cancel", null, key)).Text);
        Assert.Equal(
            "urn:ecommerce:problem:order-not-cancellable",
            (await shopper.PostAsync($"/orders/{order}/cancel", null, Shopper.NewKey())).Type);
        await CancelledAsync(shopper, order, "requested-by-customer");
        Assert.Single(Topics.Published("order-cancelled", order));
    }

    [Fact]
    public async Task Duplicate_and_repeated_replies_change_nothing()
    {
        var (shopper, reserved, captured) = (shop.Shopper(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var order = await shopper.PlaceAsync();
        await Topics.ReservedAsync(order, reserved);
        await Topics.ReservedAsync(order, reserved);
        await Topics.ReservedAsync(order);
        await shopper.BecomesAsync(order, "StockReserved");
        await Topics.CapturedAsync(order, captured);
        await Topics.CapturedAsync(order, captured);
        await Topics.CapturedAsync(order);
        await shopper.BecomesAsync(order, "Confirmed");
        await Topics.ReservedAsync(order);
        await Topics.CommittedAsync(order);

        await RestsAsync(order);
        Assert.Equal(["order-placed", "payment-requested", "order-confirmed"], Topics.Published(order));
        Assert.Equal(["Placed", "StockReserved", "Paid", "Confirmed"], await HistoryAsync(shopper, order));
    }

    [Fact]
    public async Task Late_capture_of_a_cancelled_order_is_refunded()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        Assert.Equal(200, (await shopper.PostAsync($"/orders/{order}/cancel", null, Shopper.NewKey())).Status);
        await Topics.PublishedAsync("order-cancelled", order);
        await Topics.CapturedAsync(order);

        await Topics.PublishedAsync("order-cancelled", order, times: 2);
        await Topics.ReleasedAsync(order);
        await Topics.RefundedAsync(order, order, 39.98m);
        await RestsAsync(order);
        Assert.Equal("Cancelled", await shopper.StatusAsync(order));
    }

    private async Task<Guid> ConfirmAsync(Shopper shopper)
    {
        var order = await shopper.PlaceAsync();
        await Topics.ReservedAsync(order);
        await shopper.BecomesAsync(order, "StockReserved");
        await Topics.CapturedAsync(order);
        await shopper.BecomesAsync(order, "Confirmed");
        return order;
    }

    private async Task CancelledAsync(Shopper shopper, Guid order, string reason)
    {
        await shopper.BecomesAsync(order, "Cancelled");
        Assert.Equal(reason, (string)(await shopper.GetAsync($"/orders/{order}")).Body!["cancellationReason"]!);
        Assert.Equal(reason, (string)(await Topics.PublishedAsync("order-cancelled", order))["reason"]!);
    }

    private static async Task<IEnumerable<string>> HistoryAsync(Shopper shopper, Guid order)
        => (await shopper.GetAsync($"/orders/{order}")).Body!["history"]!.AsArray().Select(step => (string)step!["status"]!);

    private Task<bool> WaitsAsync(Guid order)
        => shop.ScalarAsync<bool>("SELECT ask_at IS NOT NULL FROM orders WHERE id = @id", ("id", order));

    private Task RestsAsync(Guid order) => Eventually.Async(async () => !await WaitsAsync(order), $"order {order} comes to rest");
}
