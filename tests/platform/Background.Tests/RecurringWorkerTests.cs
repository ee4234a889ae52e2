using Microsoft.Extensions.Logging;

namespace Ecommerce.Background.Tests;

public sealed class RecurringWorkerTests
{
    private readonly InstantTime time = new();
    private readonly LogLines log = new();

    [Fact]
    public async Task Worker_runs_at_the_start_and_after_each_interval()
    {
        using var worker = await StartAsync(Succeed, Succeed);

        await worker.LastRun;

        Assert.Equal([SampleWorker.Every, SampleWorker.Every], time.Delays);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task Worker_that_does_not_run_at_the_start_waits_an_interval_first()
    {
        using var worker = new SampleWorker(time, log) { AtStart = false };
        await worker.StartAsync(CancellationToken.None);

        await worker.LastRun;

        Assert.Equal([SampleWorker.Every], time.Delays);
    }

    [Fact]
    public async Task Unexpected_exceptions_are_retried_with_growing_delays_up_to_the_interval()
    {
        using var worker = await StartAsync(Fail, Fail, Fail, Fail, Fail, Fail);

        await worker.LastRun;

        double[] seconds = [0.2, 0.6, 1.8, 5.4, 10, 10];
        Assert.Equal(seconds.Length, time.Delays.Count);
        Assert.All(time.Delays.Zip(seconds), delay => Assert.InRange(delay.First.TotalSeconds, 0.799 * delay.Second, delay.Second));
    }

    [Fact]
    public async Task Success_resets_the_backoff()
    {
        using var worker = await StartAsync(Fail, Fail, Succeed, Fail);

        await worker.LastRun;

        Assert.Equal(SampleWorker.Every, time.Delays.ElementAt(2));
        Assert.InRange(time.Delays.Last().TotalSeconds, 0.15, 0.2);
    }

    [Fact]
    public async Task Failure_after_a_long_run_counts_as_the_first()
    {
        using var worker = await StartAsync(
            Fail,
            Fail,
            () =>
            {
                time.Advance(2 * SampleWorker.Every);
                Fail();
            });

        await worker.LastRun;

        Assert.InRange(time.Delays.Last().TotalSeconds, 0.15, 0.2);
    }

    [Fact]
    public async Task Failure_is_logged_with_the_worker_and_the_delay()
    {
        using var worker = await StartAsync(Fail);

        await worker.LastRun;

        var (level, text, exception) = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Equal($"SampleWorker failed, retrying in {time.Delays.Single()}", text);
        Assert.IsType<InvalidOperationException>(exception);
    }

    [Fact]
    public async Task Stop_during_a_run_ends_the_worker_without_a_failure()
    {
        using var worker = await StartAsync();
        await worker.LastRun;

        await worker.StopAsync(CancellationToken.None);

        Assert.True(worker.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task Runs_are_left_out_of_traces()
    {
        using var worker = await StartAsync();

        var activity = await worker.LastRun;

        Assert.NotNull(activity);
        Assert.False(activity.Recorded);
    }

    private static void Succeed()
    {
    }

    private static void Fail() => throw new InvalidOperationException("broken");

    private async Task<SampleWorker> StartAsync(params Action[] runs)
    {
        var worker = new SampleWorker(time, log, runs);
        await worker.StartAsync(CancellationToken.None);
        return worker;
    }
}
