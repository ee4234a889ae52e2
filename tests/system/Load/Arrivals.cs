namespace Ecommerce.Load;

/// <summary>A call that is to start at its moment, whatever became of those before it.</summary>
/// <param name="Number">Its place in the schedule, from 0.</param>
/// <param name="At">Its moment, counted from the begin of the load.</param>
public sealed record Arrival(int Number, TimeSpan At);

/// <summary>Schedules of an open model: arrivals do not wait for answers, as shoppers do not wait for each other.</summary>
public static class Arrivals
{
    /// <summary>One in 100 seconds on the average: of a lower rate a timer could not wait for the next one.</summary>
    public const double LowestRate = 0.01;

    /// <summary>One after the other at the same distance.</summary>
    /// <param name="perSecond">The rate, at least <see cref="LowestRate"/>.</param>
    /// <param name="duration">How long arrivals come; the last one comes before its end.</param>
    public static IReadOnlyList<Arrival> Even(double perSecond, TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perSecond, LowestRate);
        var count = (int)Math.Ceiling(duration.TotalSeconds * perSecond);
        return [.. Enumerable.Range(0, count).Select(number => new Arrival(number, TimeSpan.FromSeconds(number / perSecond)))];
    }

    /// <summary>
    /// Independent of each other (a Poisson process): the rate is kept on the average, and now and then many come at once.
    /// </summary>
    /// <param name="perSecond">The average rate, at least <see cref="LowestRate"/>.</param>
    /// <param name="duration">How long arrivals come.</param>
    /// <param name="seed">The same seed gives the same schedule.</param>
    public static IReadOnlyList<Arrival> Random(double perSecond, TimeSpan duration, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perSecond, LowestRate);
        var random = new Random(seed);
        var arrivals = new List<Arrival>();
        for (var at = Gap(random, perSecond); at < duration; at += Gap(random, perSecond))
            arrivals.Add(new Arrival(arrivals.Count, at));
        return arrivals;
    }

    /// <summary>How long it is from one arrival to the next of a Poisson process.</summary>
    /// <param name="random">Decides.</param>
    /// <param name="perSecond">The average rate, at least <see cref="LowestRate"/>.</param>
    public static TimeSpan Gap(Random random, double perSecond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perSecond, LowestRate);
        return TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / perSecond);
    }
}
