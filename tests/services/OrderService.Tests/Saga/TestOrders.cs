using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.OrderService.Infrastructure.Saga;

namespace Ecommerce.OrderService.Tests.Saga;

/// <summary>An order and a context to decide about.</summary>
internal static class TestOrders
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly SagaRetryPolicy Policy = new SagaOptions().RetryPolicy;

    public static SagaContext At(TimeSpan since) => new(Start + since, Policy);

    public static SagaContext Now => At(TimeSpan.Zero);

    public static Order Draft() => new()
    {
        Id = Guid.CreateVersion7(),
        UserId = Guid.CreateVersion7(),
        CartId = "cart",
        Lines = [new("TENT", Guid.CreateVersion7(), "Tent", 2, new(50m, "EUR"))],
        Totals = Totals.OfGoods(new(100m, "EUR")),
        ShippingMethod = new("standard", "Standard"),
        ShippingAddress = new("A", "B", "C", "D", "E"),
        PaymentToken = "tok_1",
        PlacedAt = Start,
        UpdatedAt = Start,
    };

    public static Order Placed() => OrderSaga.Place(Draft(), Now).Order;

    public static Order Reserved()
    {
        var order = Placed();
        return OrderSaga.On(order, new StockReserved(order.Id, Start), Now).Order;
    }

    public static Order Confirmed()
    {
        var order = Reserved();
        return OrderSaga.On(order, new PaymentCaptured(order.Id, Guid.CreateVersion7(), order.Total, Start), Now).Order;
    }
}
