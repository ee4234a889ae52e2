using System.IO.Pipelines;
using Ecommerce.CatalogService.Cache;
using Ecommerce.CatalogService.Storage;

namespace Ecommerce.CatalogService.Import;

/// <summary>
/// Imports NDJSON as it arrives, a batch of good lines per transaction. A product is found by its first variant's SKU;
/// of several lines about the same one the last wins. What was committed before a broken connection stays.
/// </summary>
internal sealed class ProductImport(IProductStore store, ProductCache cache, LineParser parser, TimeProvider time)
{
    public async Task<ImportResponse> RunAsync(PipeReader file, CancellationToken cancellationToken)
    {
        var tally = new ImportTally();
        await foreach (var batch in BatchesAsync(file, tally, cancellationToken))
        {
            var result = await store.InTransactionAsync(
                async (transaction, token) =>
                {
                    var result = await batch.SaveAsync(transaction, time.GetUtcNow(), token);
                    await transaction.CommitAsync(token);
                    return result;
                },
                cancellationToken);
            tally.Add(result);
            await cache.ForgetAsync(result.Updated);
        }

        return tally.ToResponse();
    }

    /// <summary>Imports the whole file in the caller's transaction.</summary>
    public async Task<ImportResponse> RunAsync(PipeReader file, ICatalogTransaction transaction, CancellationToken cancellationToken)
    {
        var tally = new ImportTally();
        await foreach (var batch in BatchesAsync(file, tally, cancellationToken))
            tally.Add(await batch.SaveAsync(transaction, time.GetUtcNow(), cancellationToken));
        return tally.ToResponse();
    }

    private async IAsyncEnumerable<ImportBatch> BatchesAsync(
        PipeReader file, ImportTally tally, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new ImportBatch();
        await foreach (var line in new LineReader(file).ReadAsync(cancellationToken))
        {
            if (!parser.TryParse(line, out var draft, out var errors))
            {
                tally.Failed(line.Number, errors);
                continue;
            }

            if (batch.MustWait(draft))
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
