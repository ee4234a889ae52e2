using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Features;

/// <summary>Learns within seconds what the shop's owner has switched. While nobody answers, what is known stays.</summary>
internal sealed partial class FlagOverrideRefresh(
    IFlagOverrideSource source, FlagOverrides overrides, TimeProvider timeProvider, ILogger<FlagOverrideRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A service does not wait for another one to start.
        await Task.Yield();
        using var timer = new PeriodicTimer(Interval, timeProvider);
        try
        {
            do
                await ReadAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            overrides.Take(await source.ReadAsync(cancellationToken));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnknown(logger, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "What the owner has switched is not known at the moment: {Reason}")]
    private static partial void LogUnknown(ILogger logger, string reason);
}
