namespace Ecommerce.Background;

/// <summary>Delays between retries: each is longer than the one before by <paramref name="Factor"/>, up to a limit.</summary>
/// <param name="First">The delay after the first failure.</param>
/// <param name="Max">No delay is longer.</param>
public readonly record struct ExponentialBackoff(TimeSpan First, TimeSpan Max, double Factor = 2)
{
    private const int MaxExponent = 30;
    private const double MinShare = 0.8;

    /// <summary>From 0.2 s to 5 s: for a database or a broker that is expected back soon.</summary>
    public static ExponentialBackoff Default { get; } = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), 3);

    /// <param name="failures">Failures in a row, from 1.</param>
    public TimeSpan Delay(int failures)
    {
        var seconds = First.TotalSeconds * Math.Pow(Factor, Math.Clamp(failures - 1, 0, MaxExponent));
        return seconds < Max.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Max;
    }

    /// <summary>80 to 100 % of <see cref="Delay"/>, at random, so that replicas do not retry at the same moment.</summary>
    public TimeSpan DelayWithJitter(int failures)
    {
        var share = MinShare + (1 - MinShare) * Random.Shared.NextDouble();
        return TimeSpan.FromMilliseconds(Math.Round(Delay(failures).TotalMilliseconds * share, MidpointRounding.AwayFromZero));
    }
}
