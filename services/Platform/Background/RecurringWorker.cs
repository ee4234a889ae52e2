using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Background;

/// <summary>
/// Work that a service does again and again without a request. A failure, whichever it is, is logged and retried with backoff; it never
/// ends the process. What is needed once before the first run belongs into an override of <see cref="BackgroundService.StartAsync"/>.
/// </summary>
/// <param name="interval">The time between the end of a run and the next one.</param>
public abstract partial class RecurringWorker(TimeSpan interval, TimeProvider timeProvider, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMinutes(1);

    protected TimeSpan Interval { get; } = interval;

    protected TimeProvider TimeProvider { get; } = timeProvider;

    /// <summary>The name in logs.</summary>
    protected virtual string Name => GetType().Name;

    /// <summary>Whether the first run is at the start of the service rather than an interval later.</summary>
    protected virtual bool RunsAtStart => true;

    /// <summary>Whether spans of this work are left out of the traces, see <see cref="BackgroundTracing.Suppress"/>.</summary>
    protected virtual bool SuppressesTracing => true;

    /// <summary>
    /// The delays after failures. Unless overridden, they grow to the interval, but to 5 s at least and to a minute at most.
    /// </summary>
    protected virtual ExponentialBackoff Backoff
        => ExponentialBackoff.Default with { Max = Clamp(Interval, ExponentialBackoff.Default.Max, MaxRetryDelay) };

    /// <summary>One run. It may also go on for as long as the service does, such as a listener: it is called again when it fails.</summary>
    protected abstract Task RunAsync(CancellationToken stoppingToken);

    /// <summary>Waits for the next run: an interval, unless overridden, for example to wait for a <see cref="WakeSignal"/>.</summary>
    protected virtual Task WaitAsync(CancellationToken stoppingToken) => Task.Delay(Interval, TimeProvider, stoppingToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A counter that appears with its first row shows no increase.
        QuarantineMetrics.Count(Name, 0);
        using var suppressed = SuppressesTracing ? BackgroundTracing.Suppress() : null;
        try
        {
            if (!RunsAtStart)
                await WaitAsync(stoppingToken);
            await RepeatAsync(stoppingToken);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; whatever was cancelled is done by another replica or at the next start.
        }
    }

    private async Task RepeatAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = TimeProvider.GetTimestamp();
            try
            {
                await RunAsync(stoppingToken);
                failures = 0;
                await WaitAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // A listener that has worked for a while has not failed twice in a row.
                failures = TimeProvider.GetElapsedTime(started) > Backoff.Max ? 1 : failures + 1;
                var delay = Backoff.DelayWithJitter(failures);
                LogFailed(logger, failure, Name, delay);
                await Task.Delay(delay, TimeProvider, stoppingToken);
            }
        }
    }

    private static TimeSpan Clamp(TimeSpan value, TimeSpan min, TimeSpan max) => value < min ? min : value > max ? max : value;

    [LoggerMessage(LogLevel.Warning, "{Worker} failed, retrying in {Delay}")]
    private static partial void LogFailed(ILogger logger, Exception failure, string worker, TimeSpan delay);
}
