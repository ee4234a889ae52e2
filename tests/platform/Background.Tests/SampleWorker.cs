using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Background.Tests;

/// <summary>Each of its runs does what the test says; the one after them does not end.</summary>
internal sealed class SampleWorker(InstantTime time, ILogger logger, params Action[] runs) : RecurringWorker(Every, time, logger)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<Activity?> lastRun = new();
    private int run;

    public bool AtStart { get; init; } = true;

    /// <summary>Ends when the last run has begun, with the activity that it runs in.</summary>
    public Task<Activity?> LastRun => lastRun.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

    protected override bool RunsAtStart => AtStart;

    protected override Task RunAsync(CancellationToken stoppingToken)
    {
        if (run == runs.Length)
        {
            lastRun.TrySetResult(Activity.Current);
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stoppingToken);
        }

        runs[run++]();
        return Task.CompletedTask;
    }
}
