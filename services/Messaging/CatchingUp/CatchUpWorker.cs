using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Looks into the publishers' logs time and again, one replica at a time, and remembers how far it got.</summary>
internal sealed partial class CatchUpWorker(
    CatchUp catchUp, Subscription subscription, string[] publishers, ICatchUpMemory memory, IOptions<CatchUpOptions> options, TimeProvider time,
    ILogger<CatchUpWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        do
        {
            try
            {
                await memory.TakeTurnAsync(subscription.Group, () => CatchUpAsync(stoppingToken), stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException || subscription.IsOutage(failure))
            {
                LogFailed(failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        foreach (var service in publishers) await CatchUpWithAsync(service, cancellationToken);
    }

    private async Task CatchUpWithAsync(string service, CancellationToken cancellationToken)
    {
        try
        {
            var from = await memory.FindPositionAsync(subscription.Group, service, cancellationToken);
            var reached = await catchUp.RunAsync(service, from, cancellationToken);
            // Up to a position that was read before the oldest open transaction began nothing new can turn up.
            await memory.RememberAsync(subscription.Group, service, reached, reached.OpenSince - options.Value.Overlap, cancellationToken);
        }
        // A service that is away, that is too slow, or that breaks off in the middle of its answer: there is a next time.
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnreachable(service, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Catching up broke off and is done again: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(LogLevel.Information, "The event log of {Service} cannot be read now: {Reason}")]
    private partial void LogUnreachable(string service, string reason);
}
