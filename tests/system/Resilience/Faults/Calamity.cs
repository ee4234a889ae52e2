namespace Ecommerce.Resilience.Faults;

/// <summary>Strikes with every fault once a round, in an order and for as long as the seed says, one after the other.</summary>
internal sealed class Calamity(IReadOnlyList<Fault> faults, int seed, Action<string> say)
{
    private static readonly TimeSpan MinOutage = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan MaxOutage = TimeSpan.FromSeconds(1.3);

    private readonly Random random = new(seed);
    private readonly TimeProvider timeProvider = TimeProvider.System;

    /// <summary>The faults that have struck.</summary>
    public List<Fault> Struck { get; } = [];

    /// <summary>Whole rounds, until the time is over; just waits where there is no fault.</summary>
    public async Task RageAsync(TimeSpan atLeast)
    {
        var begin = timeProvider.GetTimestamp();
        do
        {
            var round = faults.ToArray();
            random.Shuffle(round);
            foreach (var fault in round) await StrikeAsync(fault);
            if (round.Length == 0) await Task.Delay(atLeast, timeProvider);
        }
        while (timeProvider.GetElapsedTime(begin) < atLeast);
    }

    private async Task StrikeAsync(Fault fault)
    {
        await Task.Delay(AnyTime(), timeProvider);
        var started = timeProvider.GetTimestamp();
        await fault.StrikeAsync(AnyTime());
        Struck.Add(fault);
        say($"{fault.Name}, back after {timeProvider.GetElapsedTime(started).TotalSeconds:0.0} s");
    }

    private TimeSpan AnyTime() => MinOutage + ((MaxOutage - MinOutage) * random.NextDouble());
}
