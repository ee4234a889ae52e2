using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;

namespace Ecommerce.OrderService.Tests.Saga;

public sealed class OrderSagaTests
{
    [Fact]
    public void Placed_order_requests_its_stock()
    {
        var decision = OrderSaga.Place(TestOrders.Draft(), TestOrders.Now);

        Assert.IsType<OrderPlaced>(Assert.Single(decision.Events));
        Assert.Equal([OrderStatus.Placed], decision.Steps);
        Assert.True(decision.Order is { AwaitsStock: true, AwaitsPayment: false });
        Assert.Equal(TestOrders.Start + TimeSpan.FromSeconds(10), decision.Order.NextRetryAt);
    }

    [Fact]
    public void Reserved_stock_requests_payment_of_the_total()
    {
        var order = TestOrders.Placed();
        var decision = OrderSaga.On(order, new StockReserved(order.Id, TestOrders.Start), TestOrders.Now);

        Assert.Equal(OrderStatus.StockReserved, decision.Order.Status);
        Assert.Equal(order.Total, Assert.IsType<PaymentRequested>(Assert.Single(decision.Events)).Amount);
    }

    [Fact]
    public void Capture_pays_and_confirms_in_one_decision()
    {
        var order = TestOrders.Reserved();
        var decision = OrderSaga.On(
            order, new PaymentCaptured(order.Id, Guid.CreateVersion7(), order.Total, TestOrders.Start), TestOrders.Now);

        Assert.Equal([OrderStatus.Paid, OrderStatus.Confirmed], decision.Steps);
        Assert.IsType<OrderConfirmed>(Assert.Single(decision.Events));
    }

    [Fact]
    public void Failed_reservation_cancels_and_awaits_no_reply()
    {
        var order = TestOrders.Placed();
        var decision = OrderSaga.On(order, new StockReservationFailed(order.Id, ["TENT"]), TestOrders.Now);

        Assert.Equal("out-of-stock", Assert.IsType<OrderCancelled>(Assert.Single(decision.Events)).Reason);
        Assert.Null(decision.Order.NextRetryAt);
    }

    [Fact]
    public void Failed_payment_cancels_and_awaits_the_release_of_stock()
    {
        var order = TestOrders.Reserved();
        var decision = OrderSaga.On(
            order, new PaymentFailed(order.Id, Guid.CreateVersion7(), "card-declined", TestOrders.Start), TestOrders.Now);

        Assert.Equal("payment-declined", Assert.IsType<OrderCancelled>(Assert.Single(decision.Events)).Reason);
        Assert.True(decision.Order is { AwaitsStock: true, AwaitsPayment: false });
    }

    [Fact]
    public void Capture_before_the_reservation_changes_nothing()
    {
        var order = TestOrders.Placed();

        Assert.True(
            OrderSaga.On(
                order, new PaymentCaptured(order.Id, Guid.CreateVersion7(), order.Total, TestOrders.Start), TestOrders.Now).ChangesNothing);
    }

    [Fact]
    public void Late_capture_of_a_cancelled_order_repeats_the_cancellation()
    {
        var order = OrderActions.Cancel(TestOrders.Placed(), TestOrders.Now)!.Order;
        var decision = OrderSaga.On(
            order, new PaymentCaptured(order.Id, Guid.CreateVersion7(), order.Total, TestOrders.Start), TestOrders.Now);

        Assert.IsType<OrderCancelled>(Assert.Single(decision.Events));
        Assert.Empty(decision.Steps);
        Assert.True(decision.Order.AwaitsPayment);
    }

    [Fact]
    public void Late_reservation_of_a_cancelled_order_repeats_the_cancellation()
    {
        var placed = TestOrders.Placed();
        var cancelled = OrderSaga.On(placed, new StockReservationFailed(placed.Id, ["TENT"]), TestOrders.Now).Order;
        var decision = OrderSaga.On(cancelled, new StockReserved(placed.Id, TestOrders.Start), TestOrders.Now);

        Assert.IsType<OrderCancelled>(Assert.Single(decision.Events));
        Assert.True(decision.Order.AwaitsStock);
    }

    [Fact]
    public void Retry_delays_double_and_the_last_timeout_cancels()
    {
        var order = TestOrders.Placed();
        var asked = new List<double>();
        while (order.Status is OrderStatus.Placed)
        {
            var context = TestOrders.At(order.NextRetryAt!.Value - TestOrders.Start);
            asked.Add((context.Now - TestOrders.Start).TotalSeconds);
            order = OrderSaga.OnTimeout(order, context).Order;
        }

        Assert.Equal([10, 30, 70, 150], asked);
        Assert.Equal((OrderStatus.Cancelled, "timed-out"), (order.Status, order.CancellationReason));
    }

    [Fact]
    public void Timeout_before_the_next_retry_changes_nothing()
        => Assert.True(OrderSaga.OnTimeout(TestOrders.Placed(), TestOrders.At(TimeSpan.FromSeconds(9))).ChangesNothing);

    [Fact]
    public void Confirmed_order_repeats_its_request_until_the_stock_is_committed()
    {
        var order = TestOrders.Confirmed();
        for (var i = 0; i < 20; i++)
        {
            var decision = OrderSaga.OnTimeout(order, TestOrders.At(order.NextRetryAt!.Value - TestOrders.Start));
            Assert.IsType<OrderConfirmed>(Assert.Single(decision.Events));
            order = decision.Order;
        }

        Assert.Null(OrderSaga.On(order, new StockCommitted(order.Id), TestOrders.Now).Order.NextRetryAt);
    }

    [Fact]
    public void Failed_stock_commit_cancels_a_confirmed_order_and_awaits_its_refund()
    {
        var order = TestOrders.Confirmed();
        var decision = OrderSaga.On(order, new StockCommitFailed(order.Id, ["TENT"]), TestOrders.Now);

        Assert.Equal((OrderStatus.Cancelled, "out-of-stock"), (decision.Order.Status, decision.Order.CancellationReason));
        Assert.True(decision.Order.AwaitsPayment);
    }

    [Fact]
    public void Refunds_never_exceed_the_total_and_the_last_one_makes_the_order_Refunded()
    {
        var order = TestOrders.Confirmed();
        var first = Guid.CreateVersion7();
        order = OrderActions.Refund(order, new(first, 60m, "broken", Completed: false), TestOrders.Now)!.Order;
        Assert.Null(OrderActions.Refund(order, new(Guid.CreateVersion7(), 40.01m, "more", Completed: false), TestOrders.Now));
        var second = Guid.CreateVersion7();
        order = OrderActions.Refund(order, new(second, 40m, "rest", Completed: false), TestOrders.Now)!.Order;

        order = OrderSaga.On(order, Refunded(order, first, 60m), TestOrders.Now).Order;
        Assert.Equal(OrderStatus.Confirmed, order.Status);
        order = OrderSaga.On(order, Refunded(order, first, 60m), TestOrders.Now).Order;
        Assert.Equal(OrderStatus.Confirmed, order.Status);
        order = OrderSaga.On(order, Refunded(order, second, 40m), TestOrders.Now).Order;

        Assert.Equal(OrderStatus.Refunded, order.Status);
        Assert.False(order.AwaitsPayment);
    }

    [Fact]
    public void Unanswered_refund_is_requested_again_unchanged()
    {
        var asked = OrderActions.Refund(
            TestOrders.Confirmed(), new(Guid.CreateVersion7(), 60m, "broken", Completed: false), TestOrders.Now)!;
        var again = OrderSaga.OnTimeout(asked.Order, TestOrders.At(TimeSpan.FromMinutes(1)));

        Assert.Contains(asked.Events.OfType<RefundRequested>().Single(), again.Events);
    }

    private static PaymentRefunded Refunded(Order order, Guid refundId, decimal amount)
        => new(order.Id, Guid.CreateVersion7(), refundId, new(amount, "EUR"), TestOrders.Start);
}
