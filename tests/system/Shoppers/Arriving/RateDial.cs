using Ecommerce.Load;
using Microsoft.Extensions.Options;

namespace Ecommerce.Shoppers.Arriving;

/// <summary>How many come per second, and the wait for the next one. It can be turned at any time.</summary>
internal sealed class RateDial(IOptions<ShoppersOptions> options, TimeProvider timeProvider)
{
    /// <summary>Arrivals that are later than this are not made up for: the machine slept.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    private readonly Random random = new();
    private readonly long begin = timeProvider.GetTimestamp();
    private TaskCompletionSource turned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private double perSecond = options.Value.Rate;
    private TimeSpan next;

    /// <summary>Journeys per second; 0: nobody comes.</summary>
    public double PerSecond => Volatile.Read(ref perSecond);

    public void Turn(double rate)
    {
        Volatile.Write(ref perSecond, rate);
        Interlocked.Exchange(ref turned, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Returns when somebody comes.</summary>
    public async Task NextAsync(CancellationToken cancellationToken)
    {
        next = Later(next, timeProvider.GetElapsedTime(begin) - Lag);
        while (true)
        {
            var change = Volatile.Read(ref turned).Task;
            var rate = PerSecond;
            if (rate > 0)
            {
                var at = next + Arrivals.Gap(random, rate);
                if (await ComesAsync(at, change, cancellationToken))
                {
                    next = at;
                    return;
                }
            }
            else
            {
                await change.WaitAsync(cancellationToken);
            }

            // Gaps have no memory: from here on they are those of the new rate.
            next = timeProvider.GetElapsedTime(begin);
        }
    }

    /// <summary>Waits for the moment; false where the rate was changed before.</summary>
    private async Task<bool> ComesAsync(TimeSpan moment, Task change, CancellationToken cancellationToken)
    {
        var wait = moment - timeProvider.GetElapsedTime(begin);
        if (wait <= TimeSpan.Zero) return true;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(Task.Delay(wait, timeProvider, enough.Token), change);
        cancellationToken.ThrowIfCancellationRequested();
        // Its timer is not kept.
        await enough.CancelAsync();
        return first != change;
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
