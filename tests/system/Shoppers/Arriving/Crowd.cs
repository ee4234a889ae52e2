using Ecommerce.Shoppers.Journeys;
using Ecommerce.Shoppers.Watching;
using Microsoft.Extensions.Options;

namespace Ecommerce.Shoppers.Arriving;

/// <summary>
/// An open model: people come at the rate that was set, whatever became of those before them. When told to stop it lets nobody in any
/// more and waits for those inside.
/// </summary>
internal sealed class Crowd(RateDial rate, JourneyPlan plan, Tally tally, IOptions<ShoppersOptions> options, TimeProvider timeProvider)
    : BackgroundService
{
    private readonly List<Task> underWay = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource();
        await using var stop = stoppingToken.Register(() => patience.CancelAfter(options.Value.SettleWithin));
        var random = new Random();
        while (await ComesAsync(stoppingToken))
        {
            underWay.RemoveAll(journey => journey.IsCompleted);
            tally.UnderWay = underWay.Count;
            if (underWay.Count >= options.Value.MaxConcurrentJourneys)
                tally.TurnAway();
            else
                underWay.Add(GoAsync(plan.Any(random), new Visit(new Random(random.Next()), timeProvider, stoppingToken, patience.Token)));
        }

        await Task.WhenAll(underWay);
    }

    private async Task<bool> ComesAsync(CancellationToken stoppingToken)
    {
        try
        {
            await rate.NextAsync(stoppingToken);
            return true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task GoAsync(Journey journey, Visit visit)
    {
        // Whoever starts the next one does not wait for this one's first step.
        await Task.Yield();
        using var trace = ShopperMetrics.Source.StartActivity($"journey {journey.Name}");
        tally.Start(journey.Name);
        var went = false;
        try
        {
            went = await journey.GoAsync(visit);
        }
        catch (OperationCanceledException) when (visit.IsOver)
        {
            // Told to go home; what was bought is on record.
        }
        finally
        {
            tally.End(journey.Name, went);
        }
    }
}
