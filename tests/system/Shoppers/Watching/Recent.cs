using Ecommerce.Load;

namespace Ecommerce.Shoppers.Watching;

/// <summary>The latest durations of something.</summary>
internal sealed class RecentLatencies
{
    private const int Kept = 500;

    private readonly Queue<TimeSpan> latest = [];

    public void Add(TimeSpan duration)
    {
        latest.Enqueue(duration);
        if (latest.Count > Kept) latest.Dequeue();
    }

    public Quantiles Read()
    {
        var latencies = new Latencies(latest);
        return new(latencies.Count, Milliseconds(0.5), Milliseconds(0.95), Milliseconds(0.99));

        double Milliseconds(double share) => Math.Round(latencies.Quantile(share).TotalMilliseconds, 1);
    }
}

/// <summary>What went wrong in the last minute, by kind.</summary>
internal sealed class RecentErrors(TimeProvider timeProvider)
{
    private const int Most = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Queue<(long At, string Kind)> latest = [];

    public void Add(string kind)
    {
        latest.Enqueue((timeProvider.GetTimestamp(), kind));
        if (latest.Count > Most) latest.Dequeue();
    }

    public IReadOnlyList<ErrorCount> LastMinute()
    {
        while (latest.TryPeek(out var oldest) && timeProvider.GetElapsedTime(oldest.At) > Minute) latest.Dequeue();
        return [
            .. latest.GroupBy(error => error.Kind).Select(same => new ErrorCount(same.Key, same.Count()))
                .OrderByDescending(error => error.Count)];
    }
}
