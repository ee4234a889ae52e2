using Ecommerce.Contracts;
using Ecommerce.OrderService.Fulfilment;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Saga;

namespace Ecommerce.OrderService.Tests.Saga;

public sealed class OrderSagaTests
{
    [Fact]
    public void A_checkout_asks_for_the_stock()
    {
        var decision = OrderSaga.Place(Some.Draft(), Some.Now);

        Assert.IsType<OrderPlaced>(Assert.Single(decision.Events));
        Assert.Equal([OrderStatus.Placed], decision.Steps);
        Assert.True(decision.Order is { AwaitsStock: true, AwaitsPayment: false });
        Assert.Equal(Some.Start + TimeSpan.FromSeconds(10), decision.Order.AskAt);
    }

    [Fact]
    public void Reserved_stock_asks_for_the_payment_of_the_total()
    {
        var order = Some.Placed();
        var decision = OrderSaga.On(order, new StockReserved(order.Id, Some.Start), Some.Now);

        Assert.Equal(OrderStatus.StockReserved, decision.Order.Status);
        Assert.Equal(order.Total, Assert.IsType<PaymentRequested>(Assert.Single(decision.Events)).Amount);
    }

    [Fact]
    public void A_capture_pays_and_confirms_in_one_step()
    {
        var order = Some.Reserved();
        var decision = OrderSaga.On(order, new PaymentCaptured(order.Id, Guid.CreateVersion7(), order.Total, Some.Start), Some.Now);

        Assert.Equal([OrderStatus.Paid, OrderStatus.Confirmed], decision.Steps);
        Assert.IsType<OrderConfirmed>(Assert.Single(decision.Events));
    }

    [Fact]
    public void Too_little_stock_cancels_and_waits_for_nobody()
    {
        var order = Some.Placed();
        var decision = OrderSaga.On(order, new StockReservationFailed(order.Id, ["TENT"]), Some.Now);

        Assert.Equal("out-of-stock", Assert.IsType<OrderCancelled>(Assert.Single(decision.Events)).Reason);
        Assert.Null(decision.Order.AskAt);
    }

    [Fact]
    public void A_refused_payment_cancels_and_waits_for_the_stock_to_be_released()
    {
        var order = Some.Reserved();
        var decision = OrderSaga.On(order, new PaymentFailed(order.Id, Guid.CreateVersion7(), "card-declined", Some.Start), Some.Now);

        Assert.Equal("payment-declined", Assert.IsType<OrderCancelled>(Assert.Single(decision.Events)).Reason);
        Assert.True(decision.Order is { AwaitsStock: true, AwaitsPayment: false });
    }

    [Fact]
    public void A_capture_before_its_reservation_changes_nothing()
    {
        var order = Some.Placed();

        Assert.True(OrderSaga.On(order, new PaymentCaptured(order.Id, Guid.CreateVersion7(), order.Total, Some.Start), Some.Now).ChangesNothing);
    }

    [Fact]
    public void A_late_capture_of_a_cancelled_order_cancels_it_once_more()
    {
        var order = OrderActions.Cancel(Some.Placed(), Some.Now)!.Order;
        var decision = OrderSaga.On(order, new PaymentCaptured(order.Id, Guid.CreateVersion7(), order.Total, Some.Start), Some.Now);

        Assert.IsType<OrderCancelled>(Assert.Single(decision.Events));
        Assert.Empty(decision.Steps);
        Assert.True(decision.Order.AwaitsPayment);
    }

    [Fact]
    public void A_late_reservation_of_a_cancelled_order_cancels_it_once_more()
    {
        var placed = Some.Placed();
        var cancelled = OrderSaga.On(placed, new StockReservationFailed(placed.Id, ["TENT"]), Some.Now).Order;
        var decision = OrderSaga.On(cancelled, new StockReserved(placed.Id, Some.Start), Some.Now);

        Assert.IsType<OrderCancelled>(Assert.Single(decision.Events));
        Assert.True(decision.Order.AwaitsStock);
    }

    [Fact]
    public void Waits_grow_and_the_last_one_cancels()
    {
        var order = Some.Placed();
        var asked = new List<double>();
        while (order.Status is OrderStatus.Placed)
        {
            var clock = Some.At(order.AskAt!.Value - Some.Start);
            asked.Add((clock.Now - Some.Start).TotalSeconds);
            order = OrderSaga.WaitIsOver(order, clock).Order;
        }

        Assert.Equal([10, 30, 70, 150], asked);
        Assert.Equal((OrderStatus.Cancelled, "timed-out"), (order.Status, order.CancellationReason));
    }

    [Fact]
    public void A_wait_that_is_not_over_asks_nothing()
        => Assert.True(OrderSaga.WaitIsOver(Some.Placed(), Some.At(TimeSpan.FromSeconds(9))).ChangesNothing);

    [Fact]
    public void A_confirmed_order_asks_until_its_stock_is_committed()
    {
        var order = Some.Confirmed();
        for (var i = 0; i < 20; i++)
        {
            var decision = OrderSaga.WaitIsOver(order, Some.At(order.AskAt!.Value - Some.Start));
            Assert.IsType<OrderConfirmed>(Assert.Single(decision.Events));
            order = decision.Order;
        }

        Assert.Null(OrderSaga.On(order, new StockCommitted(order.Id), Some.Now).Order.AskAt);
    }

    [Fact]
    public void A_sale_that_cannot_be_made_cancels_a_confirmed_order_and_waits_for_its_money_to_go_back()
    {
        var order = Some.Confirmed();
        var decision = OrderSaga.On(order, new StockCommitFailed(order.Id, ["TENT"]), Some.Now);

        Assert.Equal((OrderStatus.Cancelled, "out-of-stock"), (decision.Order.Status, decision.Order.CancellationReason));
        Assert.True(decision.Order.AwaitsPayment);
    }

    [Fact]
    public void Refunds_add_up_to_at_most_the_total_and_the_last_one_ends_the_order()
    {
        var order = Some.Confirmed();
        var first = Guid.CreateVersion7();
        order = OrderActions.Refund(order, new(first, 60m, "broken", Completed: false), Some.Now)!.Order;
        Assert.Null(OrderActions.Refund(order, new(Guid.CreateVersion7(), 40.01m, "more", Completed: false), Some.Now));
        var second = Guid.CreateVersion7();
        order = OrderActions.Refund(order, new(second, 40m, "rest", Completed: false), Some.Now)!.Order;

        order = OrderSaga.On(order, Refunded(order, first, 60m), Some.Now).Order;
        Assert.Equal(OrderStatus.Confirmed, order.Status);
        order = OrderSaga.On(order, Refunded(order, first, 60m), Some.Now).Order;
        Assert.Equal(OrderStatus.Confirmed, order.Status);
        order = OrderSaga.On(order, Refunded(order, second, 40m), Some.Now).Order;

        Assert.Equal(OrderStatus.Refunded, order.Status);
        Assert.False(order.AwaitsPayment);
    }

    [Fact]
    public void An_unanswered_refund_is_asked_for_again_in_the_same_words()
    {
        var asked = OrderActions.Refund(Some.Confirmed(), new(Guid.CreateVersion7(), 60m, "broken", Completed: false), Some.Now)!;
        var again = OrderSaga.WaitIsOver(asked.Order, Some.At(TimeSpan.FromMinutes(1)));

        Assert.Contains(asked.Events.OfType<RefundRequested>().Single(), again.Events);
    }

    private static PaymentRefunded Refunded(Order order, Guid refundId, decimal amount)
        => new(order.Id, Guid.CreateVersion7(), refundId, new(amount, "EUR"), Some.Start);
}
