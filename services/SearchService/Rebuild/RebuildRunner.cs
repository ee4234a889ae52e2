using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Persistence;
using Ecommerce.SearchService.Engines;
using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Ledger;
using Npgsql;

namespace Ecommerce.SearchService.Rebuild;

/// <summary>
/// Reads the catalogue into the ledger, and the ledger into a new index, which the indexer writes as well from the moment it exists; then the
/// new one answers and the old one goes. What breaks off begins anew: both steps can be repeated.
/// </summary>
internal sealed partial class RebuildRunner(
    NpgsqlDataSource database, ISearchEngine engine, LedgerReader ledger, IndexRegistry registry, Indexer indexer, RebuildStore rebuilds,
    CatalogueClient catalogue, TimeProvider time, ILogger<RebuildRunner> logger)
{
    private const int Batch = 500;
    private const int MostAttempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Does what is asked for, for as long as this replica leads.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await rebuilds.ActiveAsync(cancellationToken) is { } rebuild)
                await TryAsync(rebuild, cancellationToken);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task TryAsync(RebuildStatus rebuild, CancellationToken cancellationToken)
    {
        try
        {
            await RebuildAsync(rebuild.Id, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && IsExpected(failure))
        {
            var forGood = rebuild.Attempts + 1 >= MostAttempts;
            LogFailed(failure, rebuild.Attempts + 1);
            await indexer.DropLeftoversAsync(cancellationToken);
            await rebuilds.FailAsync(rebuild.Id, failure.Message, forGood, cancellationToken);
        }
    }

    private bool IsExpected(Exception failure)
        => failure is HttpRequestException or IOException or JsonException or NpgsqlException || engine.IsOutage(failure);

    private async Task RebuildAsync(Guid id, CancellationToken cancellationToken)
    {
        var index = await registry.NewNameAsync(cancellationToken);
        await rebuilds.BeginAsync(id, index, cancellationToken);
        var removed = await ReadCatalogueAsync(id, cancellationToken);

        await rebuilds.BeginIndexingAsync(id, removed, cancellationToken);
        await engine.CreateAsync(index, cancellationToken);
        await registry.AddAsync(engine.Name, index, IndexRegistry.Building, cancellationToken);
        var filled = await FillAsync(id, index, cancellationToken);
        await engine.FinishAsync(index, cancellationToken);

        await registry.PromoteAsync(engine.Name, cancellationToken);
        await engine.ShowAsync(index, cancellationToken);
        // What waited to be written to the index before is in this one already.
        foreach (var part in filled.Chunk(Batch))
            await ledger.MarkIndexedAsync(part, cancellationToken);
        await rebuilds.EndAsync(id, await engine.SizeAsync(index, cancellationToken), cancellationToken);
        await indexer.DropLeftoversAsync(cancellationToken);
        LogDone(index);
    }

    private async Task<int> ReadCatalogueAsync(Guid id, CancellationToken cancellationToken)
    {
        var begin = await NowAsync(cancellationToken);
        var seen = new HashSet<Guid>();
        await foreach (var products in catalogue.ExportAsync(cancellationToken).Chunk(Batch).WithCancellation(cancellationToken))
        {
            await database.InTransactionAsync(
                async (transaction, token) =>
                {
                    // What is known already would only be indexed for nothing.
                    if (await ProductLedger.NewsAsync(transaction, products, token) is { Count: > 0 } news)
                        await ProductLedger.ChangeAsync(transaction, news, token);
                },
                cancellationToken);
            seen.UnionWith(products.Select(product => product.ProductId));
            await rebuilds.ReadAsync(id, seen.Count, cancellationToken);
        }

        return await database.InTransactionAsync(
            (transaction, token) => ProductLedger.RemoveUnseenAsync(transaction, seen, begin, token), cancellationToken);
    }

    private async Task<List<(Guid Id, long Revision)>> FillAsync(Guid id, string index, CancellationToken cancellationToken)
    {
        var (after, indexed, filled) = (Guid.Empty, 0, new List<(Guid, long)>());
        while (await ledger.AfterAsync(after, Batch, cancellationToken) is { Count: > 0 } products)
        {
            await engine.WriteAsync([index], products, cancellationToken);
            after = products[^1].Id;
            filled.AddRange(products.Select(product => (product.Id, product.Revision)));
            indexed += products.Count(product => product.Product is not null);
            await rebuilds.IndexedAsync(id, indexed, cancellationToken);
        }

        return filled;
    }

    /// <summary>By the clock that the ledger goes by.</summary>
    private async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT now()");
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellationToken))!, TimeSpan.Zero);
    }

    [LoggerMessage(LogLevel.Warning, "Rebuilding the index failed, attempt {Attempt}")]
    private partial void LogFailed(Exception failure, int attempt);

    [LoggerMessage(LogLevel.Information, "Index {Index} is rebuilt and answers")]
    private partial void LogDone(string index);
}
