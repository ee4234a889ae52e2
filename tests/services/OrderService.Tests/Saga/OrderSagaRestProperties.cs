using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.OrderService.Tests.Saga;

/// <summary>Whatever the broker loses or repeats, every order comes to rest, and no stock or money is left over.</summary>
public sealed class OrderSagaRestProperties
{
    private const int MaxRounds = 500;

    private static readonly Action<LossyShop>[] Actions =
    [
        shop => shop.DeliverRequest(),
        shop => shop.DeliverRequest(),
        shop => shop.DeliverRequest(again: true),
        shop => shop.DeliverReply(),
        shop => shop.DeliverReply(),
        shop => shop.DeliverReply(again: true),
        shop => shop.LoseMessages(),
        shop => shop.AdvanceToNextRetry(),
        shop => shop.Apply(OrderActions.Cancel(shop.Order, shop.Context)),
        shop => shop.Apply(OrderActions.Ship(shop.Order, "DHL", "1", shop.Context)),
        shop => shop.Apply(OrderActions.Deliver(shop.Order, shop.Context)),
        ReturnOne,
        shop => shop.Order.Returns.ToList().ForEach(known => shop.Apply(ReturnActions.Approve(shop.Order, known.Id, shop.Context))),
        shop => shop.Order.Returns.ToList().ForEach(
            known => shop.Apply(ReturnActions.Receive(shop.Order, known.Id, null, Guid.CreateVersion7(), shop.Context))),
        shop => shop.Apply(OrderActions.Refund(shop.Order, new(Guid.CreateVersion7(), 40m, "broken", Completed: false), shop.Context)),
        shop => shop.Apply(
            OrderActions.Refund(
                shop.Order, new(Guid.CreateVersion7(), OrderActions.Refundable(shop.Order), "all", Completed: false), shop.Context)),
    ];

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Every_order_comes_to_rest_without_leftover_stock_or_money(bool inStock, bool cardIsGood)
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Scripts(), script =>
        {
            var shop = new LossyShop(inStock, cardIsGood);
            foreach (var action in script)
                Actions[action](shop);
            return ComesToRest(shop)
                && shop.Captures <= 1
                && shop.Refunded <= shop.Captured
                && IsConsistent(shop)
                && ReturnsAreSettled(shop);
        }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Order_with_total_zero_comes_to_rest_without_a_payment(bool inStock)
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Scripts(), script =>
        {
            var shop = new LossyShop(inStock, cardIsGood: true, TestOrders.Draft() with { Totals = new("EUR", 100m, 100m, 0, 0, 0) });
            foreach (var action in script)
                Actions[action](shop);
            return ComesToRest(shop) && shop.Captures == 0 && shop.Refunded == 0 && IsConsistent(shop);
        }));

    /// <summary>Starts with a delivered order, because only those have returns.</summary>
    [Fact]
    public void Every_delivered_order_comes_to_rest_with_returns_restocked_and_refunded()
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Scripts(), script =>
        {
            var shop = new LossyShop(inStock: true, cardIsGood: true);
            ComesToRest(shop);
            shop.Apply(OrderActions.Ship(shop.Order, "DHL", "1", shop.Context));
            shop.Apply(OrderActions.Deliver(shop.Order, shop.Context));
            foreach (var action in script)
                Actions[action](shop);
            return ComesToRest(shop) && shop.Refunded <= shop.Captured && IsConsistent(shop) && ReturnsAreSettled(shop);
        }));

    private static Arbitrary<int[]> Scripts() => Gen.Choose(0, Actions.Length - 1).ArrayOf().Resize(40).ToArbitrary();

    private static bool ComesToRest(LossyShop shop)
    {
        for (var i = 0; i < MaxRounds && !shop.IsAtRest; i++)
        {
            shop.DeliverRequest();
            shop.DeliverReply();
            if (i % 10 == 9)
                shop.AdvanceToNextRetry();
        }

        return shop.IsAtRest;
    }

    private static void ReturnOne(LossyShop shop)
    {
        if (ReturnActions.IsReturnable(shop.Order, 30, shop.Context) && ReturnActions.Returnable(shop.Order, "TENT") > 0)
            shop.Apply(ReturnActions.Request(shop.Order, Guid.CreateVersion7(), [new("TENT", 1)], "too small", shop.Context));
    }

    private static bool ReturnsAreSettled(LossyShop shop)
    {
        var received = shop.Order.Returns.Where(known => known.Status is ReturnStatus.Received).ToList();
        return received.Count <= 2
            && received.ToDictionary(known => known.Id, known => known.Lines.Sum(line => line.Restocked)).OrderBy(pair => pair.Key)
                .SequenceEqual(shop.Restocked.OrderBy(pair => pair.Key))
            && (received.Count < 2 || shop.Order.Refunded >= 100m);
    }

    private static bool IsConsistent(LossyShop shop) => shop.Order.Status switch
    {
        OrderStatus.Cancelled => shop.Stock is "none" or "refused" or "released" && shop.Captured == shop.Refunded,
        OrderStatus.Refunded => shop.Captured == shop.Refunded && shop.Order.Refunded == shop.Captured,
        OrderStatus.Confirmed or OrderStatus.Shipped or OrderStatus.Delivered => shop.Stock is "sold"
            && shop.Captured == shop.Order.Total.Amount
            && shop.Refunded == shop.Order.Refunded,
        _ => false,
    };
}
