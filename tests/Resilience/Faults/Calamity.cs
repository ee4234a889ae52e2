namespace Ecommerce.Resilience.Faults;

/// <summary>Strikes with every fault once a round, in an order and for as long as the seed says, one after the other.</summary>
internal sealed class Calamity(IReadOnlyList<Fault> faults, int seed, Action<string> say)
{
    private static readonly TimeSpan ShortestOutage = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(1.3);

    private readonly Random random = new(seed);
    private readonly TimeProvider time = TimeProvider.System;

    /// <summary>The faults that have struck.</summary>
    public List<Fault> Struck { get; } = [];

    /// <summary>Whole rounds, until the time is over; just waits where there is no fault.</summary>
    public async Task RageAsync(TimeSpan atLeast)
    {
        var begin = time.GetTimestamp();
        do
        {
            var round = faults.ToArray();
            random.Shuffle(round);
            foreach (var fault in round) await StrikeAsync(fault);
            if (round.Length == 0) await Task.Delay(atLeast, time);
        }
        while (time.GetElapsedTime(begin) < atLeast);
    }

    private async Task StrikeAsync(Fault fault)
    {
        await Task.Delay(AnyTime(), time);
        var started = time.GetTimestamp();
        await fault.StrikeAsync(AnyTime());
        Struck.Add(fault);
        say($"{fault.Name}, back after {time.GetElapsedTime(started).TotalSeconds:0.0} s");
    }

    private TimeSpan AnyTime() => ShortestOutage + ((LongestOutage - ShortestOutage) * random.NextDouble());
}
