using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

public sealed class SagaTimeoutTests(ImpatientOrderShop shop) : IClassFixture<ImpatientOrderShop>
{
    private OrderTopics Topics => shop.Topics;

    [Fact]
    public async Task Unanswered_reservation_is_retried_then_cancelled_until_the_stock_is_released()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        await shopper.BecomesAsync(order, "Cancelled");
        Assert.Equal("timed-out", (string)(await Topics.PublishedAsync("order-cancelled", order, times: 2))["reason"]!);
        Assert.Equal(["order-placed", "order-placed", "order-cancelled"], Topics.Published(order).Take(3));

        await Topics.ReleasedAsync(order);
        await RestsAsync(order);
        Assert.Empty(Topics.Published("payment-requested", order));
    }

    [Fact]
    public async Task Unanswered_payment_is_retried_then_cancelled_and_a_late_capture_refunded()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        await Topics.ReservedAsync(order);
        await Topics.PublishedAsync("payment-requested", order, times: 2);
        await shopper.BecomesAsync(order, "Cancelled");

        await Topics.CapturedAsync(order);
        await Topics.ReleasedAsync(order);
        await Topics.RefundedAsync(order, order, 39.98m);
        await RestsAsync(order);
    }

    [Fact]
    public async Task Confirmation_is_repeated_until_the_stock_is_committed()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        await Topics.ReservedAsync(order);
        await Topics.PublishedAsync("payment-requested", order);
        await Topics.CapturedAsync(order);
        await Topics.PublishedAsync("order-confirmed", order, times: 2);

        await Topics.CommittedAsync(order);
        await RestsAsync(order);
        Assert.Equal("Confirmed", await shopper.StatusAsync(order));
    }

    [Fact]
    public async Task Unanswered_order_is_measured_as_waiting_then_as_stuck_until_a_reply_comes()
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

    [Fact]
    public async Task Order_that_cannot_be_read_is_counted_holds_up_no_other_and_goes_on_when_it_can_be_read()
    {
        var (unlucky, lucky) = (shop.Shopper(), shop.Shopper());
        var unreadable = await unlucky.PlaceAsync();
        await SetAddressAsync(unreadable, "'[]'");

        var order = await lucky.PlaceAsync();
        await lucky.BecomesAsync(order, "Cancelled");
        // Whichever replica has tried it.
        Assert.True((await Task.WhenAll(QuarantinedAsync(shop.Replica), QuarantinedAsync(shop.OtherReplica))).Sum() >= 1);

        await SetAddressAsync(unreadable, $"(SELECT shipping_address FROM orders WHERE id = '{order}')");
        await unlucky.BecomesAsync(unreadable, "Cancelled");
        foreach (var cancelled in (Guid[])[order, unreadable])
        {
            await Topics.ReleasedAsync(cancelled);
            await RestsAsync(cancelled);
        }
    }

    private static async Task<double> QuarantinedAsync(ServiceProcess replica)
        => PrometheusPage.Read(await replica.Client.GetStringAsync("/metrics")).Of("ecommerce_background_rows_quarantined_total")
            .Single(sample => sample.Labels["worker"] == "SagaTimeoutWorker").Value;

    /// <summary>Its timeout becomes due as the first of all.</summary>
    private Task<Guid> SetAddressAsync(Guid order, string address) => shop.ScalarAsync<Guid>(
        $"UPDATE orders SET shipping_address = {address}, ask_at = now() - interval '1 day' WHERE id = @id RETURNING id", ("id", order));

    private Task CountsAsync(double orders, string metric, string label, string value) => Eventually.Async(
        async () => PrometheusPage.Read(await shop.Replica.Client.GetStringAsync("/metrics")).Of(metric)
            .Any(sample => sample.Labels[label] == value && sample.Value.Equals(orders)),
        $"{metric} of {value} is {orders}");

    private Task RestsAsync(Guid order) => Eventually.Async(
        () => shop.ScalarAsync<bool>("SELECT ask_at IS NULL FROM orders WHERE id = @id", ("id", order)), $"order {order} comes to rest");
}
