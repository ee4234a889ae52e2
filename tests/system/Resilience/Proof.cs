using Ecommerce.Checker;
using Ecommerce.Load;
using Ecommerce.Resilience.Clients;
using Ecommerce.Resilience.Faults;
using Ecommerce.Resilience.Scenario;
using Ecommerce.Resilience.Shops;

namespace Ecommerce.Resilience;

/// <summary>How hard it is tried.</summary>
/// <param name="Seed">Decides who does what, and what breaks when.</param>
/// <param name="Rate">Arrivals per second.</param>
/// <param name="Duration">At least so long the load goes on and things break; to the end of a round of faults.</param>
internal sealed record Trial(int Seed, double Rate, TimeSpan Duration)
{
    /// <summary>So long the shop may take to come to rest.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What goes wrong in each round.</summary>
    public Func<Shop, IReadOnlyList<Fault>> Faults { get; init; } = Fault.AllOf;
}

/// <summary>Sells while things break, waits until it is quiet, and counts.</summary>
internal sealed class Proof(Shop shop, Trial trial, Action<string> say)
{
    // The last round of faults may take as long as it likes.
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider timeProvider = TimeProvider.System;

    public async Task<Report> RunAsync()
    {
        using var client = new ShopClient(shop);
        var market = await Market.OpenAsync(client);
        var calamity = new Calamity(trial.Faults(shop), trial.Seed, say);
        var lasted = await SellWhileThingsBreakAsync(market, calamity);

        var quiet = timeProvider.GetTimestamp();
        await SettleAsync(market);
        var moving = await AtRestAsync();
        var timeToRest = timeProvider.GetElapsedTime(quiet);
        shop.MustBeAlive();

        var expected = market.Expectations(
            brokerForgot: calamity.Struck.Any(fault => fault.Name == Fault.BrokerKilled), Mailbox.Open(shop.Mail),
            await Reviews.ReadRatingsAsync(client));
        var state = await EndState.ReadAsync(shop.Databases);
        var table = new RunTable(state, expected, client.Ledger, calamity.Struck, lasted, timeToRest);
        return new(expected, ShopCheck.Run(state, expected), table, moving);
    }

    private async Task<TimeSpan> SellWhileThingsBreakAsync(Market market, Calamity calamity)
    {
        var begin = timeProvider.GetTimestamp();
        using var enough = new CancellationTokenSource();
        var crowd = new Crowd(market, trial.Seed);
        var arrivals = Arrivals.Random(trial.Rate, trial.Duration + Reserve, trial.Seed);
        var load = new OpenLoad(timeProvider).RunAsync(arrivals, crowd.ActAsync, enough.Token);
        try
        {
            await calamity.RageAsync(trial.Duration);
        }
        finally
        {
            await enough.CancelAsync();
            await load;
        }

        return timeProvider.GetElapsedTime(begin);
    }

    /// <summary>Whoever does not know what became of a call asks again with its key.</summary>
    private static Task SettleAsync(Market market) => Parallel.ForEachAsync(
        market.Intents, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (intent, _) => await intent.SettleAsync(market.Shop));

    /// <summary>Waits until nothing moves any more. What still does when patience is over is given back.</summary>
    private async Task<IReadOnlyList<string>> AtRestAsync()
    {
        var begin = timeProvider.GetTimestamp();
        while (true)
        {
            var moving = await Rest.MovingAsync(shop.Databases);
            if (moving.Count == 0 || timeProvider.GetElapsedTime(begin) > trial.Patience) return moving;
            await Task.Delay(Look, timeProvider);
        }
    }
}
