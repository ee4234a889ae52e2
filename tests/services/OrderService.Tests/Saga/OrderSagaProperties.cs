using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.OrderService.Tests.Saga;

public sealed class OrderSagaProperties
{
    private static readonly Config Samples = Config.QuickThrowOnFailure.WithMaxTest(2000);

    /// <summary>The transitions of docs/saga.md.</summary>
    private static readonly HashSet<string> Edges =
    [
        "Placed>StockReserved", "StockReserved>Paid", "Paid>Confirmed", "Confirmed>Shipped", "Shipped>Delivered",
        "Placed>Cancelled", "StockReserved>Cancelled", "Paid>Cancelled", "Confirmed>Cancelled",
        "Confirmed>Refunded", "Shipped>Refunded", "Delivered>Refunded",
    ];

    /// <summary>All that can happen to an order, in any sequence.</summary>
    private static readonly Func<Order, SagaContext, Decision?>[] Actions =
    [
        (order, context) => OrderSaga.On(order, new StockReserved(order.Id, context.Now), context),
        (order, context) => OrderSaga.On(order, new StockReservationFailed(order.Id, ["TENT"]), context),
        (order, context) => OrderSaga.On(order, new StockCommitted(order.Id), context),
        (order, context) => OrderSaga.On(order, new StockCommitFailed(order.Id, ["TENT"]), context),
        (order, context) => OrderSaga.On(order, new StockReleased(order.Id), context),
        (order, context) => OrderSaga.On(order, new PaymentCaptured(order.Id, order.Id, order.Total, context.Now), context),
        (order, context) => OrderSaga.On(order, new PaymentFailed(order.Id, order.Id, "card-declined", context.Now), context),
        (order, context) => OrderSaga.On(
            order, Refunded(order, order.Refunds.FirstOrDefault(refund => !refund.Completed), context), context),
        OrderSaga.OnTimeout,
        OrderActions.Cancel,
        (order, context) => OrderActions.Ship(order, "DHL", "1", context),
        OrderActions.Deliver,
        (order, context) => OrderActions.Refund(order, new(Guid.CreateVersion7(), 40m, "broken", Completed: false), context),
        (order, context) => OrderActions.Refund(
            order, new(Guid.CreateVersion7(), OrderActions.Refundable(order), "all", Completed: false), context),
        (order, context) => OrderSaga.On(
            order, new StockReturned(order.Id, order.Returns.FirstOrDefault(known => known.AwaitsStock)?.Id ?? order.Id), context),
        OrderActions.Deliver,
        (order, context) => ReturnActions.IsReturnable(order, 30, context) && ReturnActions.Returnable(order, "TENT") > 0
            ? ReturnActions.Request(order, Guid.CreateVersion7(), [new("TENT", 1)], "too small", context)
            : null,
        (order, context) => ReturnActions.Approve(order, order.Returns is [.., var last] ? last.Id : order.Id, context),
        (order, context) => ReturnActions.Receive(
            order, order.Returns is [.., var last] ? last.Id : order.Id, null, Guid.CreateVersion7(), context),
    ];

    [Fact]
    public void Every_history_follows_allowed_transitions_and_confirms_at_most_once()
        => Check.One(Samples, Prop.ForAll(Scripts(), script =>
        {
            var history = Play(script).SelectMany(decision => decision.Steps).ToList();
            return history[0] is OrderStatus.Placed
                && history.Zip(history.Skip(1), (from, to) => $"{from}>{to}").All(Edges.Contains)
                && history.Count(status => status is OrderStatus.Confirmed) <= 1;
        }));

    [Fact]
    public void Order_has_a_next_retry_if_and_only_if_it_awaits_a_reply()
        => Check.One(Samples, Prop.ForAll(Scripts(), script => Play(script).All(decision =>
            decision.Order.AwaitsReply == decision.Order.NextRetryAt is not null
                && (decision.Order.AwaitsReply || !decision.Order.Status.IsInProgress()))));

    [Fact]
    public void Each_transition_publishes_its_requests()
        => Check.One(Samples, Prop.ForAll(Scripts(), script => Play(script).All(decision => decision.Steps.LastOrDefault() switch
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
    public void Requested_refunds_never_exceed_the_payment()
        => Check.One(Samples, Prop.ForAll(Scripts(), script => Play(script)
            .SelectMany(decision => decision.Events.OfType<RefundRequested>())
            .DistinctBy(refund => refund.RefundId)
            .Sum(refund => refund.Amount.Amount) <= 100m));

    [Fact]
    public void Duplicate_reply_changes_nothing()
        => Check.One(Samples, Prop.ForAll(Scripts(), script =>
        {
            var order = Play(script).Last().Order;
            // A late reply to a cancelled order asks again each time, which is its only effect.
            return order.Status is OrderStatus.Cancelled || Actions.Take(7).All(reply =>
            {
                var once = reply(order, TestOrders.Now)!.Order;
                return once.Status is OrderStatus.Cancelled || reply(once, TestOrders.Now)!.ChangesNothing;
            });
        }));

    private static Arbitrary<int[]> Scripts() => Gen.Choose(0, Actions.Length - 1).ArrayOf().ToArbitrary();

    private static List<Decision> Play(int[] script)
    {
        List<Decision> decisions = [OrderSaga.Place(TestOrders.Draft(), TestOrders.Now)];
        foreach (var (minute, action) in script.Index())
        {
            if (Actions[action](decisions[^1].Order, TestOrders.At(TimeSpan.FromMinutes(minute * 61))) is { } decision)
                decisions.Add(decision);
        }

        return decisions;
    }

    private static PaymentRefunded Refunded(Order order, Refund? refund, SagaContext context)
        => new(order.Id, order.Id, refund?.Id ?? order.Id, new(refund?.Amount ?? order.Total.Amount - order.Refunded, "EUR"), context.Now);
}
