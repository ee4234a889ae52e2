using Ecommerce.CatalogService.Storage;

namespace Ecommerce.CatalogService.Products;

internal enum WriteRefusal
{
    None,
    NotFound,
    Stale,
    SkuTaken,
}

/// <summary>What became of a write: the product as it is now, or why it was refused.</summary>
internal sealed record WriteOutcome(Product? Product, WriteRefusal Refusal = WriteRefusal.None, IReadOnlyList<string>? TakenSkus = null);

/// <summary>Creates, replaces and deletes single products, each in its own transaction.</summary>
internal sealed class ProductCommands(IProductStore store, ProductCache cache, TimeProvider time)
{
    public async Task<WriteOutcome> CreateAsync(ProductDraft draft, CancellationToken cancellationToken)
    {
        await using var transaction = await store.BeginAsync(cancellationToken);
        var stock = await transaction.ClaimStockAsync([.. draft.Details.Skus()], cancellationToken);
        if (ProductWriter.Taken(draft.Details, null, stock) is { Length: > 0 } taken)
            return new WriteOutcome(null, WriteRefusal.SkuTaken, taken);

        var product = ProductWriter.New(draft, time.GetUtcNow());
        await ProductWriter.SaveAsync(transaction, [new ProductWrite(product, draft)], stock, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new WriteOutcome(product);
    }

    public async Task<WriteOutcome> ReplaceAsync(Guid id, ProductDraft draft, EntityTag expected, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } found)
            return new WriteOutcome(null, WriteRefusal.NotFound);

        await using var transaction = await store.BeginAsync(cancellationToken);
        string[] skus = [.. found.Product.Details.Skus().Union(draft.Details.Skus(), StringComparer.Ordinal)];
        var stock = await transaction.ClaimStockAsync(skus, cancellationToken);
        var current = await CurrentAsync(transaction, id, expected, cancellationToken);
        if (current.Product is not { } product)
            return current;
        if (ProductWriter.Taken(draft.Details, id, stock) is { Length: > 0 } taken)
            return new WriteOutcome(null, WriteRefusal.SkuTaken, taken);

        var next = product.Next(draft.Details, time.GetUtcNow());
        await ProductWriter.SaveAsync(transaction, [new ProductWrite(next, draft)], stock, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        cache.Forget(id);
        return new WriteOutcome(next);
    }

    public async Task<WriteOutcome> DeleteAsync(Guid id, EntityTag expected, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } found)
            return new WriteOutcome(null, WriteRefusal.NotFound);

        await using var transaction = await store.BeginAsync(cancellationToken);
        var stock = await transaction.ClaimStockAsync([.. found.Product.Details.Skus()], cancellationToken);
        var current = await CurrentAsync(transaction, id, expected, cancellationToken);
        if (current.Product is not { } product)
            return current;

        await ProductWriter.DeleteAsync(transaction, product, stock, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        cache.Forget(id);
        return current;
    }

    /// <summary>The product as it is now that its stock is claimed, and nobody else can change it.</summary>
    private static async Task<WriteOutcome> CurrentAsync(ICatalogTransaction transaction, Guid id, EntityTag expected, CancellationToken cancellationToken)
        => (await transaction.FindProductsAsync([id], cancellationToken)).SingleOrDefault() switch
        {
            null => new WriteOutcome(null, WriteRefusal.NotFound),
            var product when !expected.Admits(product.Version) => new WriteOutcome(null, WriteRefusal.Stale),
            var product => new WriteOutcome(product),
        };
}
