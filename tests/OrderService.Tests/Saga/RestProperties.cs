using Ecommerce.OrderService.Fulfilment;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Returns;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.OrderService.Tests.Saga;

/// <summary>Whatever the broker loses or repeats, once it works again every order comes to rest and nothing is held for nobody.</summary>
public sealed class RestProperties
{
    private const int LongEnough = 500;

    private static readonly Action<LossyShop>[] Happenings =
    [
        shop => shop.DeliverQuestion(),
        shop => shop.DeliverQuestion(),
        shop => shop.DeliverQuestion(again: true),
        shop => shop.DeliverAnswer(),
        shop => shop.DeliverAnswer(),
        shop => shop.DeliverAnswer(again: true),
        shop => shop.LoseEverything(),
        shop => shop.WaitForNextAsk(),
        shop => shop.Take(OrderActions.Cancel(shop.Order, shop.Clock)),
        shop => shop.Take(OrderActions.Ship(shop.Order, "DHL", "1", shop.Clock)),
        shop => shop.Take(OrderActions.Deliver(shop.Order, shop.Clock)),
        SendBackOne,
        shop => shop.Order.Returns.ToList().ForEach(known => shop.Take(ReturnActions.Approve(shop.Order, known.Id, shop.Clock))),
        shop => shop.Order.Returns.ToList().ForEach(known => shop.Take(ReturnActions.Receive(shop.Order, known.Id, null, Guid.CreateVersion7(), shop.Clock))),
        shop => shop.Take(OrderActions.Refund(shop.Order, new(Guid.CreateVersion7(), 40m, "broken", Completed: false), shop.Clock)),
        shop => shop.Take(OrderActions.Refund(shop.Order, new(Guid.CreateVersion7(), OrderActions.Refundable(shop.Order), "all", Completed: false), shop.Clock)),
    ];

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Every_order_comes_to_rest_and_holds_neither_stock_nor_money_that_is_not_its_own(bool inStock, bool cardIsGood)
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Scripts(), script =>
        {
            var shop = new LossyShop(inStock, cardIsGood);
            foreach (var happening in script)
                Happenings[happening](shop);
            return ComesToRest(shop) && shop.Captures <= 1 && shop.GivenBack <= shop.Captured && IsRight(shop) && IsBack(shop);
        }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_order_that_costs_nothing_comes_to_rest_without_any_money(bool inStock)
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Scripts(), script =>
        {
            var shop = new LossyShop(inStock, cardIsGood: true, Some.Draft() with { Totals = new("EUR", 100m, 100m, 0, 0, 0) });
            foreach (var happening in script)
                Happenings[happening](shop);
            return ComesToRest(shop) && shop.Captures == 0 && shop.GivenBack == 0 && IsRight(shop);
        }));

    /// <summary>Deliveries are what these need, so they start with one.</summary>
    [Fact]
    public void Every_delivered_order_comes_to_rest_with_each_returned_piece_on_the_shelf_and_paid_back()
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Scripts(), script =>
        {
            var shop = new LossyShop(inStock: true, cardIsGood: true);
            ComesToRest(shop);
            shop.Take(OrderActions.Ship(shop.Order, "DHL", "1", shop.Clock));
            shop.Take(OrderActions.Deliver(shop.Order, shop.Clock));
            foreach (var happening in script)
                Happenings[happening](shop);
            return ComesToRest(shop) && shop.GivenBack <= shop.Captured && IsRight(shop) && IsBack(shop);
        }));

    private static Arbitrary<int[]> Scripts() => Gen.Choose(0, Happenings.Length - 1).ArrayOf().Resize(40).ToArbitrary();

    private static bool ComesToRest(LossyShop shop)
    {
        for (var i = 0; i < LongEnough && !shop.AtRest; i++)
        {
            shop.DeliverQuestion();
            shop.DeliverAnswer();
            if (i % 10 == 9)
                shop.WaitForNextAsk();
        }

        return shop.AtRest;
    }

    private static void SendBackOne(LossyShop shop)
    {
        if (ReturnActions.IsReturnable(shop.Order, 30, shop.Clock) && ReturnActions.Returnable(shop.Order, "TENT") > 0)
            shop.Take(ReturnActions.Request(shop.Order, Guid.CreateVersion7(), [new("TENT", 1)], "too small", shop.Clock));
    }

    private static bool IsBack(LossyShop shop)
    {
        var received = shop.Order.Returns.Where(known => known.Status is ReturnStatus.Received).ToList();
        return received.Count <= 2
            && received.ToDictionary(known => known.Id, known => known.Lines.Sum(line => line.Restocked)).OrderBy(pair => pair.Key)
                .SequenceEqual(shop.OnShelfAgain.OrderBy(pair => pair.Key))
            && (received.Count < 2 || shop.Order.Refunded >= 100m);
    }

    private static bool IsRight(LossyShop shop) => shop.Order.Status switch
    {
        OrderStatus.Cancelled => shop.Stock is "none" or "refused" or "released" && shop.Captured == shop.GivenBack,
        OrderStatus.Refunded => shop.Captured == shop.GivenBack && shop.Order.Refunded == shop.Captured,
        OrderStatus.Confirmed or OrderStatus.Shipped or OrderStatus.Delivered => shop.Stock is "sold" && shop.Captured == shop.Order.Total.Amount && shop.GivenBack == shop.Order.Refunded,
        _ => false,
    };
}
