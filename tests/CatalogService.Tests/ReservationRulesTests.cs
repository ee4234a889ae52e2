using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;

namespace Ecommerce.CatalogService.Tests;

public sealed class ReservationRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid Order = Guid.CreateVersion7();
    private static readonly ReservedLine[] Lines = [new("A", 2), new("B", 1)];

    [Fact]
    public void An_order_with_one_line_too_many_holds_nothing()
    {
        var decision = ReservationRules.Place(null, Order, Lines, Stock(("A", 2), ("B", 0)), Now);
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
    public void An_order_that_was_answered_moves_nothing_when_it_is_placed_again(string state)
    {
        var known = Known(state);
        var decision = ReservationRules.Place(known, Order, Lines, Stock(("A", 9), ("B", 9)), Now);
        Assert.Same(known, decision.Reservation);
        Assert.Empty(decision.Moves);
    }

    [Theory]
    [InlineData(nameof(ReservationState.Refused))]
    [InlineData(nameof(ReservationState.CommitFailed))]
    [InlineData(nameof(ReservationState.Lapsed))]
    [InlineData(nameof(ReservationState.Cancelled))]
    public void A_cancellation_gives_back_only_what_is_held_or_sold(string state)
    {
        var decision = ReservationRules.Cancel(Known(state), Order, Stock(("A", 9), ("B", 9)), Now);
        Assert.Equal(ReservationState.Cancelled, decision.Reservation.State);
        Assert.Empty(decision.Moves);
    }

    [Fact]
    public void Stock_of_a_product_that_is_gone_cannot_be_held()
    {
        var orphaned = new StockLevels([new StockLevel("A", null, 5, 0, 0, 1), new StockLevel("B", Guid.Empty, 5, 0, 0, 1)]);
        Assert.Equal(["A"], ReservationRules.Place(null, Order, Lines, orphaned, Now).Reservation.ShortSkus);
    }

    private static Reservation Known(string state) => new(Order, Enum.Parse<ReservationState>(state), Lines, [], Now);

    private static StockLevels Stock(params (string Sku, int Available)[] levels)
        => new(levels.Select(l => new StockLevel(l.Sku, Guid.Empty, l.Available, 0, 0, 1)));
}
