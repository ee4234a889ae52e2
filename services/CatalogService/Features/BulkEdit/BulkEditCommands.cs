using System.Text.Json;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;

namespace Ecommerce.CatalogService.Features.BulkEdit;

/// <param name="Fingerprint">Of the request: a repetition has the same.</param>
internal sealed record BulkEditJob(Guid Caller, string Key, IReadOnlyList<Guid> Ids, BulkChange Change, string Fingerprint)
{
    public IdempotentPart Part(Guid id) => new(Caller, Key, $"{id}");
}

internal enum BulkEditStart
{
    Started,
    InProgress,
    Mismatch,
}

/// <summary>
/// Changes many products, each in a transaction of its own that also keeps what became of it: a repetition goes on where an earlier
/// attempt stopped, and changes none twice.
/// </summary>
internal sealed class BulkEditCommands(IProductStore store, ProductCache cache, TimeProvider timeProvider)
{
    private static readonly BulkOutcome NotFound = new(Changed: false, "There is no such product.");

    /// <summary>Ties the key to the request.</summary>
    public Task<BulkEditStart> BeginAsync(BulkEditJob edit, CancellationToken cancellationToken)
        => store.InTransactionAsync(
            async (transaction, token) =>
            {
                if (!await transaction.TryLockIdempotencyKeyAsync(edit.Caller, edit.Key, token))
                    return BulkEditStart.InProgress;
                var request = IdempotentPart.Request(edit.Caller, edit.Key);
                if (await transaction.FindResultAsync(request, token) is { } earlier)
                    return earlier == edit.Fingerprint ? BulkEditStart.Started : BulkEditStart.Mismatch;
                await transaction.SaveResultAsync(request, edit.Fingerprint, token);
                await transaction.CommitAsync(token);
                return BulkEditStart.Started;
            },
            cancellationToken);

    public async Task<BulkEditResponse> RunAsync(BulkEditJob edit, CancellationToken cancellationToken)
    {
        var (changed, failed) = (0, new List<BulkEditFailure>());
        foreach (var id in edit.Ids)
        {
            var outcome = await ChangeAsync(edit, id, cancellationToken);
            if (outcome.Changed)
            {
                changed++;
                await cache.InvalidateAsync(id);
            }
            else if (outcome.Failure is { } title)
            {
                failed.Add(new(id, title));
            }
        }

        return new BulkEditResponse(changed, failed);
    }

    private async Task<BulkOutcome> ChangeAsync(BulkEditJob edit, Guid id, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Which SKUs to lock; what is under the lock is read again.
            var found = await store.FindAsync(id, cancellationToken);
            string[] skus = [.. found?.Product.Details.Skus() ?? []];
            var outcome = await store.InTransactionAsync(
                (transaction, token) => ChangeAsync(transaction, edit, id, found?.Product.Version, skus, token), cancellationToken);
            if (outcome is not null)
                return outcome;
        }
    }

    /// <returns>Null: somebody else has changed the product since it was found.</returns>
    private async Task<BulkOutcome?> ChangeAsync(
        ICatalogTransaction transaction, BulkEditJob edit, Guid id, long? version, string[] skus, CancellationToken cancellationToken)
    {
        var stock = await transaction.LockOrCreateStockAsync(skus, cancellationToken);
        if (await transaction.FindResultAsync(edit.Part(id), cancellationToken) is { } earlier)
            return JsonSerializer.Deserialize(earlier, CatalogJson.Default.BulkOutcome);

        var product = (await transaction.FindProductsAsync([id], cancellationToken)).SingleOrDefault();
        if (product?.Version != version)
            return null;

        var (draft, failure) = product is null ? (null, NotFound.Failure) : edit.Change.Apply(product.Details);
        var outcome = new BulkOutcome(Changed: false, failure);
        if (draft is not null)
        {
            var categories = await transaction.LockOrCreateCategoriesAsync([draft.Category], cancellationToken);
            var next = product!.Next(draft.In(categories), timeProvider.GetUtcNow());
            if (ProductHistory.Changed(product, next, edit.Caller) is { } entry)
            {
                await ProductWriter.SaveAsync(
                    transaction, [new ProductWrite(next, draft.Stock, entry)], stock, categories, cancellationToken);
                outcome = new BulkOutcome(Changed: true, Failure: null);
            }
        }

        await transaction.SaveResultAsync(
            edit.Part(id), JsonSerializer.Serialize(outcome, CatalogJson.Default.BulkOutcome), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }
}
