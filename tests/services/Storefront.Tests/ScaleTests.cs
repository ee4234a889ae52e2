using Ecommerce.Storefront.Features.Office.Reports.Charts;

namespace Ecommerce.Storefront.Tests;

public sealed class ScaleTests
{
    [Theory]
    [InlineData(0, true, "0 1")]
    [InlineData(1, true, "0 1")]
    [InlineData(3, true, "0 1 2 3")]
    [InlineData(9, true, "0 2 4 6 8 10")]
    [InlineData(47, true, "0 10 20 30 40 50")]
    [InlineData(0.3, false, "0 0.1 0.2 0.3")]
    [InlineData(1.7, false, "0 0.5 1 1.5 2")]
    [InlineData(1200.5, false, "0 500 1000 1500")]
    [InlineData(61_000, true, "0 20 k 40 k 60 k 80 k")]
    public void Scale_has_round_steps_from_zero_to_the_largest_value(double largest, bool whole, string ticks)
        => Assert.Equal(ticks, string.Join(' ', Scale.Of((decimal)largest, whole).Ticks.Select(tick => tick.Tick())));
}
