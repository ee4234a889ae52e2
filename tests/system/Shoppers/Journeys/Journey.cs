namespace Ecommerce.Shoppers.Journeys;

/// <summary>A way through the shop.</summary>
/// <param name="Name">What it is counted as.</param>
/// <param name="Weight">How often it is gone, compared with the others.</param>
/// <param name="GoAsync">Goes it; true where it came to its end, false where the shop let it down.</param>
internal sealed record Journey(string Name, int Weight, Func<Visit, Task<bool>> GoAsync);

/// <summary>What people come for: most look around, some buy.</summary>
internal sealed class JourneyPlan(Browsing browsing, Buying buying, Opinions opinions)
{
    private readonly Journey[] journeys =
    [
        new("browse", 40, browsing.GoAsync),
        new("fill a cart", 10, buying.FillTheCartAsync),
        new("buy", 42, buying.BuyAsync),
        new("review", 8, opinions.WriteAsync),
    ];

    public Journey Any(Random random)
    {
        var draw = random.Next(journeys.Sum(journey => journey.Weight));
        return journeys.First(journey => (draw -= journey.Weight) < 0);
    }
}
