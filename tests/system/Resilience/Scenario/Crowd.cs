using Ecommerce.Load;

namespace Ecommerce.Resilience.Scenario;

/// <summary>What people do, and how often: each arrival does one thing, which its number and the seed decide.</summary>
internal sealed class Crowd(Market market, int seed)
{
    private static readonly (int Weight, Func<Market, Turn, Random, Task> Act)[] Acts =
    [
        (44, Checkouts.BuyItemsAsync),
        (10, Checkouts.BuyTheCartAsync),
        (5, Checkouts.BuyTwiceAtOnceAsync),
        (5, Checkouts.BuyAndRepeatAsync),
        (12, AfterSales.CancelAsync),
        (8, AfterSales.RefundAsync),
        (7, AfterSales.ShipAsync),
        (6, AfterSales.DeliverAsync),
        (3, Returns.SendBackAsync),
        (4, AfterSales.RestockAsync),
        (4, Sessions.ReuseAsync),
        (3, Checkouts.LeaveTheCartAsync),
        (7, Reviews.WriteAsync),
        (4, Reviews.EditAsync),
        (2, Reviews.DeleteAsync),
        (3, Reviews.ModerateAsync),
        (3, Accounts.ComeAndGoAsync),
    ];

    public Task ActAsync(Turn turn)
    {
        var random = new Random(unchecked((seed * 1_000_003) + turn.Arrival.Number));
        var draw = random.Next(Acts.Sum(act => act.Weight));
        return Acts.First(act => (draw -= act.Weight) < 0).Act(market, turn, random);
    }
}
