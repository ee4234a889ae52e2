using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;

namespace Ecommerce.OrderService.Tests.Saga;

public sealed class ReturnActionsTests
{
    private static readonly Guid Id = Guid.CreateVersion7();

    [Fact]
    public void Only_a_delivered_order_is_returnable_and_only_within_the_period()
    {
        Assert.False(ReturnActions.IsReturnable(TestOrders.Confirmed(), 30, TestOrders.Now));
        Assert.True(ReturnActions.IsReturnable(Delivered(), 30, TestOrders.At(TimeSpan.FromDays(30))));
        Assert.False(ReturnActions.IsReturnable(Delivered(), 30, TestOrders.At(TimeSpan.FromDays(30.1))));
    }

    [Fact]
    public void Pieces_of_an_open_return_are_not_returnable_until_it_is_rejected()
    {
        var order = Requested(Delivered(), 2);
        Assert.Equal(0, ReturnActions.Returnable(order, "TENT"));

        Assert.Equal(2, ReturnActions.Returnable(ReturnActions.Reject(order, Id, "worn", TestOrders.Now)!.Order, "TENT"));
    }

    [Fact]
    public void Announced_pieces_that_did_not_arrive_stay_returnable()
    {
        var order = ReturnActions.Receive(Approved(2), Id, [new("TENT", 1, 1)], Guid.CreateVersion7(), TestOrders.Now)!.Order;

        Assert.Equal(1, ReturnActions.Returnable(order, "TENT"));
    }

    [Fact]
    public void Received_return_requests_refund_and_restock_and_awaits_both()
    {
        var decision = ReturnActions.Receive(Approved(1), Id, null, Guid.CreateVersion7(), TestOrders.Now)!;

        Assert.Equal(1, Assert.Single(decision.Events.OfType<ReturnReceived>()).Lines.Single().Quantity);
        Assert.Equal(50m, Assert.Single(decision.Events.OfType<RefundRequested>()).Amount.Amount);
        Assert.True(decision.Order is { AwaitsPayment: true, AwaitsReturn: true, NextRetryAt: not null });
    }

    [Fact]
    public void Pieces_unfit_for_sale_are_refunded_and_not_restocked()
    {
        var decision = ReturnActions.Receive(Approved(1), Id, [new("TENT", 1, 0)], Guid.CreateVersion7(), TestOrders.Now)!;

        Assert.IsType<RefundRequested>(Assert.Single(decision.Events));
        Assert.False(decision.Order.AwaitsReturn);
    }

    [Fact]
    public void Refund_of_each_piece_includes_its_share_of_discount_and_tax()
    {
        // Three pieces for 100.00 less 10.00 plus 17.10 of tax: 107.10, which is no multiple of three cents.
        var draft = TestOrders.Draft();
        var order = Delivered(draft with
        {
            Lines = [draft.Lines[0] with { Quantity = 3, UnitPrice = new(33.34m, "EUR"), Discount = 10.02m, Tax = 17.11m }],
            Totals = new("EUR", 100.02m, 10.02m, 4.90m, 17.11m, 0),
        });
        var paid = new List<decimal>();
        for (var i = 0; i < 3; i++)
        {
            var id = Guid.CreateVersion7();
            order = ReturnActions.Approve(
                ReturnActions.Request(order, id, [new("TENT", 1)], "", TestOrders.Now).Order, id, TestOrders.Now)!.Order;
            var decision = ReturnActions.Receive(order, id, null, Guid.CreateVersion7(), TestOrders.Now)!;
            paid.Add(decision.Events.OfType<RefundRequested>().Single().Amount.Amount);
            order = decision.Order;
        }

        Assert.Equal([35.70m, 35.71m, 35.70m], paid);
        Assert.Equal(4.90m, OrderActions.Refundable(order));
    }

    [Fact]
    public void Refunded_pieces_are_not_refunded_again_by_a_return()
    {
        var refunded = OrderActions.Refund(Approved(2), new(Guid.CreateVersion7(), 80m, "late", Completed: false), TestOrders.Now)!.Order;
        Assert.Equal(20m, Refunds(ReturnActions.Receive(refunded, Id, null, Guid.CreateVersion7(), TestOrders.Now)!).Single());

        var order = Approved(2);
        var line = OrderActions.Refund(
            order, LineRefunds.Create(order, Guid.CreateVersion7(), [new("TENT", 1)], "broken")!, TestOrders.Now)!.Order;
        Assert.Equal(50m, Refunds(ReturnActions.Receive(line, Id, null, Guid.CreateVersion7(), TestOrders.Now)!).Single());

        var all = OrderActions.Refund(order, new(Guid.CreateVersion7(), 100m, "all", Completed: false), TestOrders.Now)!.Order;
        Assert.Empty(Refunds(ReturnActions.Receive(all, Id, null, Guid.CreateVersion7(), TestOrders.Now)!));
    }

    [Fact]
    public void Unanswered_return_is_requested_again_unchanged_until_it_is_restocked()
    {
        var order = ReturnActions.Receive(Approved(1), Id, null, Guid.CreateVersion7(), TestOrders.Now)!.Order;
        var again = OrderSaga.OnTimeout(order, TestOrders.At(TimeSpan.FromMinutes(1)));
        var asked = Assert.Single(again.Events.OfType<ReturnReceived>());
        Assert.Equal((Id, TestOrders.Start), (asked.ReturnId, asked.ReceivedAt));

        var shelved = OrderSaga.On(again.Order, new StockReturned(order.Id, Id), TestOrders.Now).Order;
        Assert.True(shelved is { AwaitsReturn: false, AwaitsPayment: true, NextRetryAt: not null });
        var refund = shelved.Refunds.Single();
        var done = OrderSaga.On(
            shelved, new PaymentRefunded(order.Id, order.Id, refund.Id, new(50m, "EUR"), TestOrders.Start), TestOrders.Now).Order;
        Assert.Null(done.NextRetryAt);
        Assert.Equal([new SkuQuantity("TENT", 1)], done.Refunds.Single().Lines!);
    }

    [Fact]
    public void Return_makes_each_transition_once()
    {
        var received = ReturnActions.Receive(Approved(1), Id, null, Guid.CreateVersion7(), TestOrders.Now)!.Order;

        Assert.Null(ReturnActions.Receive(received, Id, null, Guid.CreateVersion7(), TestOrders.Now));
        Assert.Null(ReturnActions.Approve(received, Id, TestOrders.Now));
        Assert.Null(ReturnActions.Reject(received, Id, "", TestOrders.Now));
        Assert.Null(ReturnActions.Receive(Requested(Delivered(), 1), Id, null, Guid.CreateVersion7(), TestOrders.Now));
        Assert.Null(ReturnActions.Approve(Delivered(), Id, TestOrders.Now));
        Assert.True(OrderSaga.On(received, new StockReturned(received.Id, Guid.CreateVersion7()), TestOrders.Now).ChangesNothing);
    }

    private static IEnumerable<decimal> Refunds(Decision decision)
        => decision.Events.OfType<RefundRequested>().Select(refund => refund.Amount.Amount);

    private static Order Delivered(Order? draft = null)
    {
        var order = OrderSaga.Place(draft ?? TestOrders.Draft(), TestOrders.Now).Order;
        order = OrderSaga.On(order, new StockReserved(order.Id, TestOrders.Start), TestOrders.Now).Order;
        order = OrderSaga.On(order, new PaymentCaptured(order.Id, order.Id, order.Total, TestOrders.Start), TestOrders.Now).Order;
        order = OrderSaga.On(order, new StockCommitted(order.Id), TestOrders.Now).Order;
        return OrderActions.Deliver(OrderActions.Ship(order, "DHL", "1", TestOrders.Now)!.Order, TestOrders.Now)!.Order;
    }

    private static Order Requested(Order order, int quantity)
        => ReturnActions.Request(order, Id, [new("TENT", quantity)], "too small", TestOrders.Now).Order;

    private static Order Approved(int quantity) => ReturnActions.Approve(Requested(Delivered(), quantity), Id, TestOrders.Now)!.Order;
}
