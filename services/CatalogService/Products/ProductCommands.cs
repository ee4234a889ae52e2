using Ecommerce.CatalogService.Cache;
using Ecommerce.CatalogService.Storage;

namespace Ecommerce.CatalogService.Products;

internal enum WriteRefusal
{
    None,
    NotFound,
    Stale,
    SkuTaken,
    Invalid,
}

/// <summary>What became of a write: the product as it is now, or why it was refused.</summary>
internal sealed record WriteOutcome(Product? Product, WriteRefusal Refusal = WriteRefusal.None, IReadOnlyList<string>? TakenSkus = null);

/// <summary>Creates, replaces and deletes single products, each in its own transaction.</summary>
internal sealed class ProductCommands(IProductStore store, ProductCache cache, TimeProvider time)
{
    public Task<WriteOutcome> CreateAsync(ProductDraft draft, CancellationToken cancellationToken)
        => store.InTransactionAsync((transaction, token) => CreateAsync(transaction, draft, token), cancellationToken);

    public async Task<WriteOutcome> ReplaceAsync(Guid id, ProductDraft draft, EntityTag expected, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { Product: { } found })
            return new WriteOutcome(null, WriteRefusal.NotFound);

        string[] skus = [.. found.Details.Skus().Union(draft.Details.Skus(), StringComparer.Ordinal)];
        var outcome = await store.InTransactionAsync((transaction, token) => ReplaceAsync(transaction, id, skus, draft, expected, token), cancellationToken);
        if (outcome.Product is not null)
            await cache.ForgetAsync(id);
        return outcome;
    }

    /// <summary>Replaces the product by what <paramref name="change"/> makes of it; null: nothing valid. Whoever expects any version is tried again.</summary>
    public async Task<WriteOutcome> ChangeAsync(
        Guid id, Func<Product, ProductDraft?> change, EntityTag expected, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await store.FindAsync(id, cancellationToken) is not { Product: { } found })
                return new WriteOutcome(null, WriteRefusal.NotFound);
            if (!expected.Admits(found.Version))
                return new WriteOutcome(null, WriteRefusal.Stale);
            if (change(found) is not { } draft)
                return new WriteOutcome(null, WriteRefusal.Invalid);

            var outcome = await ReplaceAsync(id, draft, new EntityTag(found.Version), cancellationToken);
            if (outcome.Refusal != WriteRefusal.Stale || expected.Version is not null)
                return outcome;
        }
    }

    public async Task<WriteOutcome> DeleteAsync(Guid id, EntityTag expected, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { Product: { } found })
            return new WriteOutcome(null, WriteRefusal.NotFound);

        string[] skus = [.. found.Details.Skus()];
        var outcome = await store.InTransactionAsync((transaction, token) => DeleteAsync(transaction, id, skus, expected, token), cancellationToken);
        if (outcome.Product is not null)
            await cache.ForgetAsync(id);
        return outcome;
    }

    private async Task<WriteOutcome> CreateAsync(ICatalogTransaction transaction, ProductDraft draft, CancellationToken cancellationToken)
    {
        var stock = await transaction.ClaimStockAsync([.. draft.Details.Skus()], cancellationToken);
        if (ProductWriter.Taken(draft.Details, null, stock) is { Length: > 0 } taken)
            return new WriteOutcome(null, WriteRefusal.SkuTaken, taken);

        var categories = await transaction.ClaimCategoriesAsync([draft.Category], cancellationToken);
        var product = ProductWriter.New(draft.In(categories), time.GetUtcNow());
        await ProductWriter.SaveAsync(transaction, [new ProductWrite(product, draft.Stock)], stock, categories, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new WriteOutcome(product);
    }

    private async Task<WriteOutcome> ReplaceAsync(
        ICatalogTransaction transaction, Guid id, string[] skus, ProductDraft draft, EntityTag expected, CancellationToken cancellationToken)
    {
        var stock = await transaction.ClaimStockAsync(skus, cancellationToken);
        var current = await CurrentAsync(transaction, id, expected, cancellationToken);
        if (current.Product is not { } product)
            return current;
        if (ProductWriter.Taken(draft.Details, id, stock) is { Length: > 0 } taken)
            return new WriteOutcome(null, WriteRefusal.SkuTaken, taken);

        var categories = await transaction.ClaimCategoriesAsync([draft.Category], cancellationToken);
        var next = product.Next(draft.In(categories), time.GetUtcNow());
        await ProductWriter.SaveAsync(transaction, [new ProductWrite(next, draft.Stock)], stock, categories, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new WriteOutcome(next);
    }

    private async Task<WriteOutcome> DeleteAsync(
        ICatalogTransaction transaction, Guid id, string[] skus, EntityTag expected, CancellationToken cancellationToken)
    {
        var stock = await transaction.ClaimStockAsync(skus, cancellationToken);
        var current = await CurrentAsync(transaction, id, expected, cancellationToken);
        if (current.Product is not { } product)
            return current;

        await ProductWriter.DeleteAsync(transaction, product, stock, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
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
