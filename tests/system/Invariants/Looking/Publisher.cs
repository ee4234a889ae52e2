using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;

namespace Ecommerce.Invariants.Looking;

/// <summary>A service's outbox, read row by row: what comes, and again and again what was there before.</summary>
internal sealed class Publisher(string service, IEventStore store, int perLook)
{
    private const int Most = 2000;

    /// <summary>Rows that were committed late have places before those that were seen already.</summary>
    private const int Overlap = 200;

    private long? last;
    private long again;

    public string Service => service;

    public IEventStore Store => store;

    /// <summary>Rows that are new, and some that are not.</summary>
    public async Task<IReadOnlyList<OutboxRow>> NextAsync()
    {
        last ??= await store.LastAsync();
        var latest = await store.AfterAsync(Math.Max(0, last.Value - Overlap), Most);
        if (latest.Count > 0) last = Math.Max(last.Value, latest[^1].Position);
        var past = await store.AfterAsync(again, perLook);
        again = past.Count < perLook ? 0 : past[^1].Position;
        return [.. latest.Concat(past).DistinctBy(row => row.EventId).Select(row => new OutboxRow(row.EventId, row.Type, row.IsPublished))];
    }

    public void Forget() => (last, again) = (null, 0);
}
