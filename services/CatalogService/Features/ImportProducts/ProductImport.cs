using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;

namespace Ecommerce.CatalogService.Features.ImportProducts;

/// <summary>
/// Imports NDJSON as it arrives, one batch of valid lines per transaction. A product is found by its first variant's SKU; the last of
/// several lines about the same product wins. What was committed before a connection broke stays.
/// </summary>
internal sealed class ProductImport(IProductStore store, ProductCache cache, LineParser parser, TimeProvider timeProvider)
{
    /// <param name="file">Its lines.</param>
    /// <param name="dryRun">Everything is checked as ever, against the products that there are, and nothing is stored.</param>
    /// <param name="onlyNew">Lines of products that exist fail.</param>
    /// <param name="actor">Who imports.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<ImportResponse> RunAsync(PipeReader file, bool dryRun, bool onlyNew, Guid actor, CancellationToken cancellationToken)
    {
        var tally = new ImportTally();
        await foreach (var batch in BatchesAsync(file, tally, cancellationToken))
        {
            var result = await store.InTransactionAsync(
                (transaction, token) => SaveAsync(transaction, batch, dryRun, onlyNew, actor, token), cancellationToken);
            tally.Add(result);
            if (dryRun)
                continue;
            cache.InvalidateLists();
            await cache.InvalidateAsync(result.Updated);
        }

        return tally.ToResponse();
    }

    /// <summary>Imports the whole file in the caller's transaction, in nobody's name.</summary>
    public async Task<ImportResponse> RunAsync(PipeReader file, ICatalogTransaction transaction, CancellationToken cancellationToken)
    {
        var tally = new ImportTally();
        await foreach (var batch in BatchesAsync(file, tally, cancellationToken))
            tally.Add(await batch.SaveAsync(transaction, timeProvider.GetUtcNow(), onlyNew: false, actor: null, cancellationToken));
        return tally.ToResponse();
    }

    private async Task<BatchResult> SaveAsync(
        ICatalogTransaction transaction, ImportBatch batch, bool dryRun, bool onlyNew, Guid actor,
        CancellationToken cancellationToken)
    {
        var result = await batch.SaveAsync(transaction, timeProvider.GetUtcNow(), onlyNew, actor, cancellationToken);
        if (!dryRun)
            await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private async IAsyncEnumerable<ImportBatch> BatchesAsync(
        PipeReader file, ImportTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new ImportBatch();
        await foreach (var line in new LineReader(file).ReadAsync(cancellationToken))
        {
            if (!parser.TryParse(line, out var draft, out var errors))
            {
                tally.AddFailure(new LineErrors(line.Number, errors));
                continue;
            }

            if (!batch.CanAdd(draft))
            {
                yield return batch;
                batch = new ImportBatch();
            }

            batch.Add(line.Number, draft);
        }

        if (!batch.IsEmpty)
            yield return batch;
    }
}
