using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Domain.Stock;

namespace Ecommerce.CatalogService.Tests;

public sealed class ReservationRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid Order = Guid.CreateVersion7();
    private static readonly ReservedLine[] Lines = [new("A", 2), new("B", 1)];

    [Fact]
    public void Order_with_one_short_line_is_refused_and_reserves_nothing()
    {
        var decision = ReservationRules.Reserve(null, Order, Lines, Stock(("A", 2), ("B", 0)), Now);
        Assert.Equal(ReservationState.Refused, decision.Reservation.State);
        Assert.Equal(["B"], decision.Reservation.ShortSkus);
        Assert.Empty(decision.Moves);
    }

    [Theory]
    [InlineData(nameof(ReservationState.Held))]
    [InlineData(nameof(ReservationState.Refused))]
    [InlineData(nameof(ReservationState.Sold))]
    [InlineData(nameof(ReservationState.CommitFailed))]
    [InlineData(nameof(ReservationState.Cancelled))]
    public void Repeated_reserve_moves_no_stock(string state)
    {
        var known = Known(state);
        var decision = ReservationRules.Reserve(known, Order, Lines, Stock(("A", 9), ("B", 9)), Now);
        Assert.Same(known, decision.Reservation);
        Assert.Empty(decision.Moves);
    }

    [Theory]
    [InlineData(nameof(ReservationState.Refused))]
    [InlineData(nameof(ReservationState.CommitFailed))]
    [InlineData(nameof(ReservationState.Expired))]
    [InlineData(nameof(ReservationState.Cancelled))]
    public void Cancelling_an_order_without_stock_moves_nothing(string state)
    {
        var decision = ReservationRules.Cancel(Known(state), Order, Stock(("A", 9), ("B", 9)), Now);
        Assert.Equal(ReservationState.Cancelled, decision.Reservation.State);
        Assert.Empty(decision.Moves);
    }

    [Fact]
    public void Stock_of_a_deleted_product_cannot_be_reserved()
    {
        var orphaned = new StockLevels([new StockLevel("A", null, 5, 0, 0, 1), new StockLevel("B", Guid.Empty, 5, 0, 0, 1)]);
        Assert.Equal(["A"], ReservationRules.Reserve(null, Order, Lines, orphaned, Now).Reservation.ShortSkus);
    }

    private static Reservation Known(string state) => new(Order, Enum.Parse<ReservationState>(state), Lines, [], Now);

    private static StockLevels Stock(params (string Sku, int Available)[] levels)
        => new(levels.Select(l => new StockLevel(l.Sku, Guid.Empty, l.Available, 0, 0, 1)));
}
