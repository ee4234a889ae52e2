using Ecommerce.Contracts;
using Ecommerce.OrderService.Fulfilment;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Returns;
using Ecommerce.OrderService.Saga;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.OrderService.Tests.Saga;

public sealed class OrderSagaProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);

    /// <summary>The graph of docs/saga.md, edge by edge.</summary>
    private static readonly HashSet<string> Edges =
    [
        "Placed>StockReserved", "StockReserved>Paid", "Paid>Confirmed", "Confirmed>Shipped", "Shipped>Delivered",
        "Placed>Cancelled", "StockReserved>Cancelled", "Paid>Cancelled", "Confirmed>Cancelled",
        "Confirmed>Refunded", "Shipped>Refunded", "Delivered>Refunded",
    ];

    /// <summary>Anything that may happen to an order, in any order and as often as it likes.</summary>
    private static readonly Func<Order, SagaClock, Decision?>[] Happenings =
    [
        (order, clock) => OrderSaga.On(order, new StockReserved(order.Id, clock.Now), clock),
        (order, clock) => OrderSaga.On(order, new StockReservationFailed(order.Id, ["TENT"]), clock),
        (order, clock) => OrderSaga.On(order, new StockCommitted(order.Id), clock),
        (order, clock) => OrderSaga.On(order, new StockCommitFailed(order.Id, ["TENT"]), clock),
        (order, clock) => OrderSaga.On(order, new StockReleased(order.Id), clock),
        (order, clock) => OrderSaga.On(order, new PaymentCaptured(order.Id, order.Id, order.Total, clock.Now), clock),
        (order, clock) => OrderSaga.On(order, new PaymentFailed(order.Id, order.Id, "card-declined", clock.Now), clock),
        (order, clock) => OrderSaga.On(order, Refunded(order, order.Refunds.FirstOrDefault(refund => !refund.Completed), clock), clock),
        OrderSaga.WaitIsOver,
        OrderActions.Cancel,
        (order, clock) => OrderActions.Ship(order, "DHL", "1", clock),
        OrderActions.Deliver,
        (order, clock) => OrderActions.Refund(order, new(Guid.CreateVersion7(), 40m, "broken", Completed: false), clock),
        (order, clock) => OrderActions.Refund(order, new(Guid.CreateVersion7(), OrderActions.Refundable(order), "all", Completed: false), clock),
        (order, clock) => OrderSaga.On(order, new StockReturned(order.Id, order.Returns.FirstOrDefault(known => known.AwaitsStock)?.Id ?? order.Id), clock),
        OrderActions.Deliver,
        (order, clock) => ReturnActions.IsReturnable(order, 30, clock) && ReturnActions.Returnable(order, "TENT") > 0
            ? ReturnActions.Request(order, Guid.CreateVersion7(), [new("TENT", 1)], "too small", clock)
            : null,
        (order, clock) => ReturnActions.Approve(order, order.Returns is [.., var last] ? last.Id : order.Id, clock),
        (order, clock) => ReturnActions.Receive(order, order.Returns is [.., var last] ? last.Id : order.Id, null, Guid.CreateVersion7(), clock),
    ];

    [Fact]
    public void Every_history_is_a_path_of_the_graph_and_confirms_at_most_once()
        => Check.One(Many, Prop.ForAll(Scripts(), script =>
        {
            var history = Play(script).SelectMany(decision => decision.Steps).ToList();
            return history[0] is OrderStatus.Placed
                && history.Zip(history.Skip(1), (from, to) => $"{from}>{to}").All(Edges.Contains)
                && history.Count(status => status is OrderStatus.Confirmed) <= 1;
        }));

    [Fact]
    public void An_order_that_waits_will_ask_and_one_that_moves_waits()
        => Check.One(Many, Prop.ForAll(Scripts(), script => Play(script).All(decision =>
            decision.Order.Awaits == decision.Order.AskAt is not null && (decision.Order.Awaits || !decision.Order.Status.IsMoving()))));

    [Fact]
    public void Each_step_tells_the_others_what_it_asks_of_them()
        => Check.One(Many, Prop.ForAll(Scripts(), script => Play(script).All(decision => decision.Steps.LastOrDefault() switch
        {
            _ when decision.Steps.IsEmpty => true,
            OrderStatus.Placed => decision.Events.Single() is OrderPlaced,
            OrderStatus.StockReserved => decision.Events.Single() is PaymentRequested,
            OrderStatus.Confirmed => decision.Events.Single() is OrderConfirmed,
            OrderStatus.Cancelled => decision.Events.Single() is OrderCancelled,
            OrderStatus.Shipped => decision.Events.Single() is OrderShipped,
            OrderStatus.Delivered => decision.Events.Single() is OrderDelivered,
            _ => decision.Events.IsEmpty,
        })));

    [Fact]
    public void No_more_is_asked_back_than_was_paid()
        => Check.One(Many, Prop.ForAll(Scripts(), script => Play(script)
            .SelectMany(decision => decision.Events.OfType<RefundRequested>())
            .DistinctBy(refund => refund.RefundId)
            .Sum(refund => refund.Amount.Amount) <= 100m));

    [Fact]
    public void The_same_answer_twice_changes_nothing_the_second_time()
        => Check.One(Many, Prop.ForAll(Scripts(), script =>
        {
            var order = Play(script).Last().Order;
            // A late answer to a cancelled order asks again each time, which is its only effect.
            return order.Status is OrderStatus.Cancelled || Happenings.Take(7).All(answer =>
            {
                var once = answer(order, Some.Now)!.Order;
                return once.Status is OrderStatus.Cancelled || answer(once, Some.Now)!.ChangesNothing;
            });
        }));

    private static Arbitrary<int[]> Scripts() => Gen.Choose(0, Happenings.Length - 1).ArrayOf().ToArbitrary();

    private static List<Decision> Play(int[] script)
    {
        List<Decision> decisions = [OrderSaga.Place(Some.Draft(), Some.Now)];
        foreach (var (minute, happening) in script.Index())
        {
            if (Happenings[happening](decisions[^1].Order, Some.At(TimeSpan.FromMinutes(minute * 61))) is { } decision)
                decisions.Add(decision);
        }

        return decisions;
    }

    private static PaymentRefunded Refunded(Order order, Refund? refund, SagaClock clock)
        => new(order.Id, order.Id, refund?.Id ?? order.Id, new(refund?.Amount ?? order.Total.Amount - order.Refunded, "EUR"), clock.Now);
}
