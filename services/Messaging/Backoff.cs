namespace Ecommerce.Messaging;

/// <summary>Waits that grow from 0.2 s to 5 s, with jitter so that replicas do not return in step.</summary>
internal static class Backoff
{
    private const double FirstMilliseconds = 200;
    private const double LongestMilliseconds = 5000;

    /// <param name="failures">How often it has failed in a row, from 1.</param>
    public static TimeSpan Delay(int failures)
    {
        var ceiling = Math.Min(LongestMilliseconds, FirstMilliseconds * Math.Pow(3, Math.Min(failures, 10) - 1));
        return TimeSpan.FromMilliseconds(ceiling * (0.8 + 0.2 * Random.Shared.NextDouble()));
    }
}
