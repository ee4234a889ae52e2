using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Persistence;
using Ecommerce.SearchService.Domain;
using Ecommerce.SearchService.Infrastructure.Clients;
using Ecommerce.SearchService.Infrastructure.Postgres;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Workers;

/// <summary>
/// Reads the catalogue into the product projection and the projection into a new index, which the indexer writes too as soon as it exists;
/// then activates the new index and drops the old one. An interrupted rebuild starts again from the beginning: both steps can be repeated.
/// An index that an older version of the service made is replaced from the projection alone, without being asked to.
/// </summary>
internal sealed partial class RebuildRunner(
    NpgsqlDataSource database, ISearchEngine engine, ProductProjectionReader products, IndexRegistry registry, Indexer indexer,
    RebuildStore rebuilds, CatalogueClient catalogue, TimeProvider timeProvider, ILogger<RebuildRunner> logger)
{
    private const int BatchSize = 500;
    private const int MaxAttempts = 5;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Replaces an outdated index, then runs requested rebuilds for as long as this replica is the leader.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await registry.IsLiveOutdatedAsync(engine.Name, cancellationToken) && !await TryUpgradeAsync(cancellationToken))
            await Task.Delay(PollInterval, timeProvider, cancellationToken);

        while (true)
        {
            if (await rebuilds.FindActiveAsync(cancellationToken) is { } rebuild)
                await AttemptAsync(rebuild, cancellationToken);
            await Task.Delay(PollInterval, timeProvider, cancellationToken);
        }
    }

    private async Task<bool> TryUpgradeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var index = await registry.NextNameAsync(cancellationToken);
            await ReplaceIndexAsync(index, _ => Task.CompletedTask, cancellationToken);
            LogUpgraded(index);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && IsExpected(failure))
        {
            LogUpgradeFailed(failure);
            return false;
        }
        finally
        {
            await indexer.DropObsoleteIndexesAsync(cancellationToken);
        }
    }

    private async Task AttemptAsync(RebuildStatus rebuild, CancellationToken cancellationToken)
    {
        var attempt = rebuild.Attempts + 1;
        try
        {
            await RebuildAsync(rebuild.Id, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && IsExpected(failure))
        {
            LogFailed(failure, rebuild.Id, attempt, MaxAttempts);
            await indexer.DropObsoleteIndexesAsync(cancellationToken);
            if (attempt < MaxAttempts)
                await rebuilds.SaveErrorAsync(rebuild.Id, failure.Message, cancellationToken);
            else
                await rebuilds.MarkFailedAsync(rebuild.Id, failure.Message, cancellationToken);
        }
    }

    private bool IsExpected(Exception failure)
        => failure is HttpRequestException or IOException or JsonException or NpgsqlException || engine.IsOutage(failure);

    private async Task RebuildAsync(Guid id, CancellationToken cancellationToken)
    {
        var index = await registry.NextNameAsync(cancellationToken);
        await rebuilds.MarkReadingAsync(id, index, cancellationToken);
        var removed = await ReadCatalogueAsync(id, cancellationToken);

        await rebuilds.MarkIndexingAsync(id, removed, cancellationToken);
        await ReplaceIndexAsync(index, indexed => rebuilds.SaveIndexedCountAsync(id, indexed, cancellationToken), cancellationToken);
        await rebuilds.MarkDoneAsync(id, await engine.SizeAsync(index, cancellationToken), cancellationToken);
        await indexer.DropObsoleteIndexesAsync(cancellationToken);
        LogDone(id, index);
    }

    private async Task ReplaceIndexAsync(string index, Func<int, Task> saveIndexedCount, CancellationToken cancellationToken)
    {
        await engine.CreateAsync(index, cancellationToken);
        await registry.AddAsync(engine.Name, index, IndexRegistry.Building, cancellationToken);
        var indexed = await FillIndexAsync(index, saveIndexedCount, cancellationToken);
        await engine.OptimizeAsync(index, cancellationToken);

        await registry.PromoteAsync(engine.Name, cancellationToken);
        await engine.ActivateAsync(index, cancellationToken);
        // What was pending for the old index is in the new one.
        foreach (var batch in indexed.Chunk(BatchSize))
            await products.MarkIndexedAsync(batch, cancellationToken);
    }

    /// <returns>The number of products that are no longer in the catalogue.</returns>
    private async Task<int> ReadCatalogueAsync(Guid id, CancellationToken cancellationToken)
    {
        var begin = await DatabaseTimeAsync(cancellationToken);
        var exported = new HashSet<Guid>();
        await foreach (var batch in catalogue.ExportAsync(cancellationToken).Chunk(BatchSize).WithCancellation(cancellationToken))
        {
            await database.InTransactionAsync((transaction, token) => UpsertChangedAsync(transaction, batch, token), cancellationToken);
            exported.UnionWith(batch.Select(product => product.ProductId));
            await rebuilds.SaveReadCountAsync(id, exported.Count, cancellationToken);
        }

        return await database.InTransactionAsync(
            (transaction, token) => ProductProjection.DeleteMissingAsync(transaction, exported, begin, token), cancellationToken);
    }

    // Unchanged products would be indexed again for nothing.
    private static async Task UpsertChangedAsync(
        NpgsqlTransaction transaction, ProductChanged[] exported, CancellationToken cancellationToken)
    {
        if (await ProductProjection.FindChangedAsync(transaction, exported, cancellationToken) is { Count: > 0 } changed)
            await ProductProjection.UpsertAsync(transaction, changed, cancellationToken);
    }

    private async Task<List<(Guid Id, long Revision)>> FillIndexAsync(
        string index, Func<int, Task> saveIndexedCount, CancellationToken cancellationToken)
    {
        var written = new List<(Guid, long)>();
        var indexed = 0;
        var after = Guid.Empty;
        while (await products.ListAfterAsync(after, BatchSize, cancellationToken) is { Count: > 0 } batch)
        {
            await engine.WriteAsync([index], batch, cancellationToken);
            after = batch[^1].Id;
            written.AddRange(batch.Select(change => (change.Id, change.Revision)));
            indexed += batch.Count(change => change.Product is not null);
            await saveIndexedCount(indexed);
        }

        return written;
    }

    /// <summary>The projection's timestamps are those of the database's clock.</summary>
    private async Task<DateTimeOffset> DatabaseTimeAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT now()");
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellationToken))!, TimeSpan.Zero);
    }

    [LoggerMessage(LogLevel.Warning, "Rebuild {Rebuild} failed, attempt {Attempt} of {MaxAttempts}")]
    private partial void LogFailed(Exception failure, Guid rebuild, int attempt, int maxAttempts);

    [LoggerMessage(LogLevel.Warning, "Replacing the index of an older version failed, it will be retried")]
    private partial void LogUpgradeFailed(Exception failure);

    [LoggerMessage(LogLevel.Information, "Index {Index} replaced the one of an older version")]
    private partial void LogUpgraded(string index);

    [LoggerMessage(LogLevel.Information, "Rebuild {Rebuild} is done, index {Index} is live")]
    private partial void LogDone(Guid rebuild, string index);
}
