using Ecommerce.SearchService.Infrastructure.Postgres;
using Ecommerce.Web;

namespace Ecommerce.SearchService.Infrastructure.Workers;

/// <summary>Writes changed products to the indexes. Only the leader of the replicas calls it.</summary>
internal sealed class Indexer(
    ISearchEngine engine, ProductProjectionReader products, IndexRegistry registry, SharedAnswers<SearchAnswer> answers,
    TimeProvider timeProvider)
{
    private const int BatchSize = 500;
    private const int MinChangesForStatistics = 50;

    // Statistics are refreshed for at most about a twentieth of the time.
    private const int PauseFactor = 20;

    private long changesSinceStatistics;
    private DateTimeOffset nextStatistics = DateTimeOffset.MinValue;

    /// <summary>Ensures that there is a live index, and removes what the leader before left unfinished.</summary>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await registry.SwitchEngineAsync(engine.Name, cancellationToken);
        var live = await registry.FindAsync(engine.Name, IndexRegistry.Live, cancellationToken) ?? await CreateLiveAsync(cancellationToken);
        await engine.ActivateAsync(live, cancellationToken);
        await DropObsoleteIndexesAsync(cancellationToken);
    }

    public async Task DropObsoleteIndexesAsync(CancellationToken cancellationToken)
    {
        foreach (var index in await registry.ListObsoleteAsync(engine.Name, cancellationToken))
        {
            await engine.DropAsync(index, cancellationToken);
            await registry.RemoveAsync(index, cancellationToken);
        }
    }

    /// <summary>Indexes all products that have changed.</summary>
    public async Task IndexPendingAsync(CancellationToken cancellationToken)
    {
        while (await products.ListPendingAsync(BatchSize, cancellationToken) is { Count: > 0 } changes)
        {
            // Listed after the changes are read: an index that is added later is filled from a projection that contains them.
            var indexes = await registry.ListWritableAsync(engine.Name, cancellationToken);
            await engine.WriteAsync(indexes, changes, cancellationToken);
            answers.Invalidate();
            await products.MarkIndexedAsync([.. changes.Select(change => (change.Id, change.Revision))], cancellationToken);
            changesSinceStatistics += changes.Count;
        }

        await RefreshStatisticsAsync(cancellationToken);
    }

    private async Task<string> CreateLiveAsync(CancellationToken cancellationToken)
    {
        var index = await registry.NextNameAsync(cancellationToken);
        await engine.CreateAsync(index, cancellationToken);
        await engine.OptimizeAsync(index, cancellationToken);
        await registry.AddAsync(engine.Name, index, IndexRegistry.Live, cancellationToken);
        return index;
    }

    private async Task RefreshStatisticsAsync(CancellationToken cancellationToken)
    {
        var begin = timeProvider.GetUtcNow();
        if (changesSinceStatistics < MinChangesForStatistics || begin < nextStatistics)
            return;

        changesSinceStatistics = 0;
        if (await registry.FindAsync(engine.Name, IndexRegistry.Live, cancellationToken) is { } live)
            await engine.RefreshStatisticsAsync(live, cancellationToken);
        var end = timeProvider.GetUtcNow();
        nextStatistics = end + PauseFactor * (end - begin);
    }
}
