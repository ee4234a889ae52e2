using Ecommerce.Invariants.Stores;

namespace Ecommerce.Invariants.Watching;

/// <summary>A probe, when it looks, and what it saw last.</summary>
/// <param name="probe">It.</param>
/// <param name="rest">The stores have so much rest for each moment that it asks them things.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class ProbeRun(IProbe probe, int rest, TimeProvider timeProvider)
{
    private long? lookedAt;
    private TimeSpan took;

    public IProbe Probe => probe;

    /// <summary>Why it could not look; null: it could.</summary>
    public string? Failure { get; private set; } = "it has not been looked at yet";

    /// <summary>A store that went away while it looked; null: none did.</summary>
    public StoreAwayException? FoundAway { get; private set; }

    public IReadOnlyList<Counted> Counts { get; private set; } = [];

    private bool IsDue => Failure is not null || lookedAt is not { } last || timeProvider.GetElapsedTime(last) >= took * rest;

    /// <summary>Looks where it is time to, and where the stores that it needs are there.</summary>
    public async Task LookAsync(IReadOnlyCollection<IStore> away, Casebook casebook)
    {
        FoundAway = null;
        if (probe.Stores.Intersect(away).Select(store => store.Name).ToList() is { Count: > 0 } missing)
        {
            Failure = $"{string.Join(", ", missing)} {(missing.Count == 1 ? "does" : "do")} not answer";
            return;
        }

        if (!IsDue) return;
        var isFirst = lookedAt is null;
        lookedAt = timeProvider.GetTimestamp();
        try
        {
            var look = await probe.LookAsync();
            casebook.Write(probe, look);
            (Counts, Failure) = (look.Counts, null);
        }
        catch (StoreAwayException failure)
        {
            (FoundAway, Failure) = (failure, failure.Message);
        }
        finally
        {
            // The first one compiles and connects: that says nothing about the next.
            took = isFirst ? TimeSpan.Zero : timeProvider.GetElapsedTime(lookedAt.Value);
        }
    }
}
