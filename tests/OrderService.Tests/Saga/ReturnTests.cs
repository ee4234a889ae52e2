using Ecommerce.Contracts;
using Ecommerce.OrderService.Fulfilment;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Returns;
using Ecommerce.OrderService.Saga;

namespace Ecommerce.OrderService.Tests.Saga;

public sealed class ReturnTests
{
    private static readonly Guid Id = Guid.CreateVersion7();

    [Fact]
    public void Only_a_delivered_order_comes_back_and_only_for_so_many_days()
    {
        Assert.False(ReturnActions.IsReturnable(Some.Confirmed(), 30, Some.Now));
        Assert.True(ReturnActions.IsReturnable(Delivered(), 30, Some.At(TimeSpan.FromDays(30))));
        Assert.False(ReturnActions.IsReturnable(Delivered(), 30, Some.At(TimeSpan.FromDays(30.1))));
    }

    [Fact]
    public void What_is_on_its_way_back_cannot_be_sent_back_again_unless_it_is_rejected()
    {
        var order = Requested(Delivered(), 2);
        Assert.Equal(0, ReturnActions.Returnable(order, "TENT"));

        Assert.Equal(2, ReturnActions.Returnable(ReturnActions.Reject(order, Id, "worn", Some.Now)!.Order, "TENT"));
    }

    [Fact]
    public void What_was_announced_and_did_not_come_can_still_be_sent_back()
    {
        var order = ReturnActions.Receive(Approved(2), Id, [new("TENT", 1, 1)], Guid.CreateVersion7(), Some.Now)!.Order;

        Assert.Equal(1, ReturnActions.Returnable(order, "TENT"));
    }

    [Fact]
    public void What_came_back_is_paid_back_and_shelved_and_both_are_waited_for()
    {
        var decision = ReturnActions.Receive(Approved(1), Id, null, Guid.CreateVersion7(), Some.Now)!;

        Assert.Equal(1, Assert.Single(decision.Events.OfType<ReturnReceived>()).Lines.Single().Quantity);
        Assert.Equal(50m, Assert.Single(decision.Events.OfType<RefundRequested>()).Amount.Amount);
        Assert.True(decision.Order is { AwaitsPayment: true, AwaitsReturn: true, AskAt: not null });
    }

    [Fact]
    public void What_cannot_be_sold_again_is_paid_back_and_no_business_of_the_catalogues()
    {
        var decision = ReturnActions.Receive(Approved(1), Id, [new("TENT", 1, 0)], Guid.CreateVersion7(), Some.Now)!;

        Assert.IsType<RefundRequested>(Assert.Single(decision.Events));
        Assert.False(decision.Order.AwaitsReturn);
    }

    [Fact]
    public void Each_piece_is_paid_back_with_its_share_of_discount_and_tax_and_all_of_them_add_up()
    {
        // Three pieces for 100.00 less 10.00 plus 17.10 of tax: 107.10, which is no multiple of three cents.
        var draft = Some.Draft();
        var order = Delivered(draft with
        {
            Lines = [draft.Lines[0] with { Quantity = 3, UnitPrice = new(33.34m, "EUR"), Discount = 10.02m, Tax = 17.11m }],
            Totals = new("EUR", 100.02m, 10.02m, 4.90m, 17.11m, 0),
        });
        var paid = new List<decimal>();
        for (var i = 0; i < 3; i++)
        {
            var id = Guid.CreateVersion7();
            order = ReturnActions.Approve(ReturnActions.Request(order, id, [new("TENT", 1)], "", Some.Now).Order, id, Some.Now)!.Order;
            var decision = ReturnActions.Receive(order, id, null, Guid.CreateVersion7(), Some.Now)!;
            paid.Add(decision.Events.OfType<RefundRequested>().Single().Amount.Amount);
            order = decision.Order;
        }

        Assert.Equal([35.70m, 35.71m, 35.70m], paid);
        Assert.Equal(4.90m, OrderActions.Refundable(order));
    }

    [Fact]
    public void What_was_refunded_before_is_not_paid_back_again()
    {
        var refunded = OrderActions.Refund(Approved(2), new(Guid.CreateVersion7(), 80m, "late", Completed: false), Some.Now)!.Order;
        Assert.Equal(20m, Refunds(ReturnActions.Receive(refunded, Id, null, Guid.CreateVersion7(), Some.Now)!).Single());

        var order = Approved(2);
        var line = OrderActions.Refund(order, LineRefunds.Of(order, Guid.CreateVersion7(), [new("TENT", 1)], "broken")!, Some.Now)!.Order;
        Assert.Equal(50m, Refunds(ReturnActions.Receive(line, Id, null, Guid.CreateVersion7(), Some.Now)!).Single());

        var all = OrderActions.Refund(order, new(Guid.CreateVersion7(), 100m, "all", Completed: false), Some.Now)!.Order;
        Assert.Empty(Refunds(ReturnActions.Receive(all, Id, null, Guid.CreateVersion7(), Some.Now)!));
    }

    [Fact]
    public void An_unanswered_return_is_asked_for_again_in_the_same_words_until_it_is_on_the_shelf()
    {
        var order = ReturnActions.Receive(Approved(1), Id, null, Guid.CreateVersion7(), Some.Now)!.Order;
        var again = OrderSaga.WaitIsOver(order, Some.At(TimeSpan.FromMinutes(1)));
        var asked = Assert.Single(again.Events.OfType<ReturnReceived>());
        Assert.Equal((Id, Some.Start), (asked.ReturnId, asked.ReceivedAt));

        var shelved = OrderSaga.On(again.Order, new StockReturned(order.Id, Id), Some.Now).Order;
        Assert.True(shelved is { AwaitsReturn: false, AwaitsPayment: true, AskAt: not null });
        var refund = shelved.Refunds.Single();
        var done = OrderSaga.On(shelved, new PaymentRefunded(order.Id, order.Id, refund.Id, new(50m, "EUR"), Some.Start), Some.Now).Order;
        Assert.Null(done.AskAt);
        Assert.Equal([new Pieces("TENT", 1)], done.Refunds.Single().Lines!);
    }

    [Fact]
    public void A_return_goes_its_way_once()
    {
        var received = ReturnActions.Receive(Approved(1), Id, null, Guid.CreateVersion7(), Some.Now)!.Order;

        Assert.Null(ReturnActions.Receive(received, Id, null, Guid.CreateVersion7(), Some.Now));
        Assert.Null(ReturnActions.Approve(received, Id, Some.Now));
        Assert.Null(ReturnActions.Reject(received, Id, "", Some.Now));
        Assert.Null(ReturnActions.Receive(Requested(Delivered(), 1), Id, null, Guid.CreateVersion7(), Some.Now));
        Assert.Null(ReturnActions.Approve(Delivered(), Id, Some.Now));
        Assert.True(OrderSaga.On(received, new StockReturned(received.Id, Guid.CreateVersion7()), Some.Now).ChangesNothing);
    }

    private static IEnumerable<decimal> Refunds(Decision decision) => decision.Events.OfType<RefundRequested>().Select(refund => refund.Amount.Amount);

    private static Order Delivered(Order? draft = null)
    {
        var order = OrderSaga.Place(draft ?? Some.Draft(), Some.Now).Order;
        order = OrderSaga.On(order, new StockReserved(order.Id, Some.Start), Some.Now).Order;
        order = OrderSaga.On(order, new PaymentCaptured(order.Id, order.Id, order.Total, Some.Start), Some.Now).Order;
        order = OrderSaga.On(order, new StockCommitted(order.Id), Some.Now).Order;
        return OrderActions.Deliver(OrderActions.Ship(order, "DHL", "1", Some.Now)!.Order, Some.Now)!.Order;
    }

    private static Order Requested(Order order, int quantity) => ReturnActions.Request(order, Id, [new("TENT", quantity)], "too small", Some.Now).Order;

    private static Order Approved(int quantity) => ReturnActions.Approve(Requested(Delivered(), quantity), Id, Some.Now)!.Order;
}
