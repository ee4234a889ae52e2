namespace Ecommerce.Load;

/// <summary>Durations, to be asked for their quantiles.</summary>
public sealed class Latencies(IEnumerable<TimeSpan> durations)
{
    private readonly TimeSpan[] sorted = [.. durations.Order()];

    /// <summary>How many there are.</summary>
    public int Count => sorted.Length;

    /// <summary>The longest; zero where there is none.</summary>
    public TimeSpan Longest => Quantile(1);

    /// <summary>The shortest duration that at least this share of all does not exceed (nearest rank); zero where there is none.</summary>
    /// <param name="share">More than 0, at most 1: 0.95 for p95.</param>
    public TimeSpan Quantile(double share)
        => sorted.Length == 0 ? TimeSpan.Zero : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
