using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

public sealed class TimeOutTests(HastyOrderShop shop) : IClassFixture<HastyOrderShop>
{
    private OrderTopics Topics => shop.Topics;

    [Fact]
    public async Task An_order_that_nobody_answers_is_asked_for_again_cancelled_and_announced_until_it_is_acknowledged()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        await shopper.BecomesAsync(order, "Cancelled");
        Assert.Equal("timed-out", (string)(await Topics.SaidAsync("order-cancelled", order, times: 2))["reason"]!);
        Assert.Equal(["order-placed", "order-placed", "order-cancelled"], Topics.Said(order).Take(3));

        await Topics.ReleasedAsync(order);
        await RestsAsync(order);
        Assert.Empty(Topics.Said("payment-requested", order));
    }

    [Fact]
    public async Task A_payment_that_nobody_answers_is_asked_for_again_and_its_late_capture_sent_back()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        await Topics.ReservedAsync(order);
        await Topics.SaidAsync("payment-requested", order, times: 2);
        await shopper.BecomesAsync(order, "Cancelled");

        await Topics.CapturedAsync(order);
        await Topics.ReleasedAsync(order);
        await Topics.RefundedAsync(order, order, 39.98m);
        await RestsAsync(order);
    }

    [Fact]
    public async Task A_confirmed_order_is_announced_until_its_stock_is_committed()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        await Topics.ReservedAsync(order);
        await Topics.SaidAsync("payment-requested", order);
        await Topics.CapturedAsync(order);
        await Topics.SaidAsync("order-confirmed", order, times: 2);

        await Topics.CommittedAsync(order);
        await RestsAsync(order);
        Assert.Equal("Confirmed", await shopper.StatusAsync(order));
    }

    [Fact]
    public async Task An_order_that_nobody_answers_counts_as_waiting_then_as_stuck_until_somebody_does()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        await CountsAsync(1, "ecommerce_orders_waiting", "status", "Placed");
        await shopper.BecomesAsync(order, "Cancelled");
        await CountsAsync(1, "ecommerce_orders_stuck", "reason", "unanswered");

        await Topics.ReleasedAsync(order);
        await CountsAsync(0, "ecommerce_orders_stuck", "reason", "unanswered");
        await CountsAsync(0, "ecommerce_orders_waiting", "status", "Placed");
    }

    private Task CountsAsync(double orders, string metric, string label, string value) => Eventually.Async(
        async () => PrometheusPage.Read(await shop.Replica.Client.GetStringAsync("/metrics")).Of(metric)
            .Any(sample => sample.Labels[label] == value && sample.Value.Equals(orders)),
        $"{metric} of {value} is {orders}");

    private Task RestsAsync(Guid order) => Eventually.Async(
        () => shop.ScalarAsync<bool>("select ask_at is null from orders where id = @id", ("id", order)), $"order {order} comes to rest");
}
