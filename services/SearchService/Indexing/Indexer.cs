using Ecommerce.SearchService.Engines;

namespace Ecommerce.SearchService.Indexing;

/// <summary>Brings into the indexes what changed in the ledger. Only the leader of the replicas calls it.</summary>
internal sealed class Indexer(ISearchEngine engine, LedgerReader ledger, IndexRegistry registry, TimeProvider time)
{
    private const int Batch = 500;
    private const int FewChanges = 50;
    private const int Rest = 20;

    private long changedSinceCount;
    private DateTimeOffset nextCount = DateTimeOffset.MinValue;

    /// <summary>Makes good what a leader before left unfinished, and sees to it that there is an index that answers.</summary>
    public async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        await registry.TakeOverAsync(engine.Name, cancellationToken);
        if (await registry.FindAsync(engine.Name, IndexRegistry.Live, cancellationToken) is not { } live)
        {
            live = await registry.NewNameAsync(cancellationToken);
            await engine.CreateAsync(live, cancellationToken);
            await engine.FinishAsync(live, cancellationToken);
            await registry.AddAsync(engine.Name, live, IndexRegistry.Live, cancellationToken);
        }

        await engine.ShowAsync(live, cancellationToken);
        await DropLeftoversAsync(cancellationToken);
    }

    public async Task DropLeftoversAsync(CancellationToken cancellationToken)
    {
        foreach (var index in await registry.LeftoversAsync(engine.Name, cancellationToken))
        {
            await engine.DropAsync(index, cancellationToken);
            await registry.ForgetAsync(index, cancellationToken);
        }
    }

    /// <summary>Until nothing is left to do.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (await ledger.ChangedAsync(Batch, cancellationToken) is { Count: > 0 } changes)
        {
            // Read after the ledger: an index that is added later is filled from a ledger that has these changes.
            var indexes = await registry.WrittenAsync(engine.Name, cancellationToken);
            await engine.WriteAsync(indexes, changes, cancellationToken);
            await ledger.MarkIndexedAsync([.. changes.Select(change => (change.Id, change.Revision))], cancellationToken);
            changedSinceCount += changes.Count;
        }

        await CountAsync(cancellationToken);
    }

    // The longer it takes, the seldomer: whatever changes, it is busy with this for a small part of the time.
    private async Task CountAsync(CancellationToken cancellationToken)
    {
        var begin = time.GetUtcNow();
        if (changedSinceCount < FewChanges || begin < nextCount)
            return;

        changedSinceCount = 0;
        if (await registry.FindAsync(engine.Name, IndexRegistry.Live, cancellationToken) is { } live)
            await engine.CountAsync(live, cancellationToken);
        var end = time.GetUtcNow();
        nextCount = end + Rest * (end - begin);
    }
}
