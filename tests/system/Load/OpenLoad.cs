namespace Ecommerce.Load;

/// <summary>Starts calls on schedule and never waits for one before it starts the next.</summary>
public sealed class OpenLoad(TimeProvider timeProvider)
{
    /// <summary>
    /// Returns when every call that was started has ended. A call that throws lets the rest go on; its exception is thrown at the end.
    /// </summary>
    /// <param name="arrivals">When calls start, in the order of their moments.</param>
    /// <param name="call">One call.</param>
    /// <param name="cancellationToken">Starts no more calls; those under way are waited for.</param>
    public async Task RunAsync(IReadOnlyList<Arrival> arrivals, Func<Turn, Task> call, CancellationToken cancellationToken = default)
    {
        var begin = timeProvider.GetTimestamp();
        var calls = new List<Task>(arrivals.Count);
        foreach (var arrival in arrivals)
        {
            if (!await ComesAsync(begin, arrival.At, cancellationToken)) break;
            var turn = new Turn(arrival, begin, timeProvider);
            calls.Add(Task.Run(() => call(turn), CancellationToken.None));
        }

        await Task.WhenAll(calls);
    }

    /// <summary>Waits for the moment; false when told to stop before.</summary>
    private async Task<bool> ComesAsync(long begin, TimeSpan moment, CancellationToken cancellationToken)
    {
        var wait = moment - timeProvider.GetElapsedTime(begin);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}

/// <summary>A call under way.</summary>
public sealed class Turn(Arrival arrival, long begin, TimeProvider timeProvider)
{
    /// <summary>What it was scheduled as.</summary>
    public Arrival Arrival => arrival;

    /// <summary>
    /// Time since the call should have started. What kept it from starting, a busy machine for example, counts: a shopper waits
    /// through that, too.
    /// </summary>
    public TimeSpan Elapsed => timeProvider.GetElapsedTime(begin) - arrival.At;
}
