using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Features.ReadProducts;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;

namespace Ecommerce.CatalogService.Features.WriteProducts;

/// <summary>Creates, replaces and deletes single products, each in its own transaction.</summary>
internal sealed class ProductCommands(IProductStore store, ProductCache cache, TimeProvider timeProvider)
{
    public async Task<WriteResult> CreateAsync(ProductDraft draft, Guid actor, CancellationToken cancellationToken)
    {
        var result = await store.InTransactionAsync(
            (transaction, token) => CreateAsync(transaction, draft, actor, token), cancellationToken);
        cache.InvalidateLists();
        return result;
    }

    public async Task<WriteResult> ReplaceAsync(
        Guid id, ProductDraft draft, EntityTag expected, Guid actor, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { Product: { } found })
            return new WriteResult(null, WriteError.NotFound);

        string[] skus = [.. found.Details.Skus().Union(draft.Details.Skus(), StringComparer.Ordinal)];
        var result = await store.InTransactionAsync(
            (transaction, token) => ReplaceAsync(transaction, id, skus, draft, expected, actor, token), cancellationToken);
        if (result.Product is not null)
            await cache.InvalidateAsync(id);
        return result;
    }

    /// <summary>
    /// Replaces the product by the result of <paramref name="change"/>; null: it is not valid. After a conflict a caller that expects
    /// no version is retried.
    /// </summary>
    public async Task<WriteResult> ChangeAsync(
        Guid id, Func<Product, ProductDraft?> change, EntityTag expected, Guid actor, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await store.FindAsync(id, cancellationToken) is not { Product: { } found })
                return new WriteResult(null, WriteError.NotFound);
            if (!expected.Matches(found.Version))
                return new WriteResult(null, WriteError.Stale);
            if (change(found) is not { } draft)
                return new WriteResult(null, WriteError.Invalid);

            var result = await ReplaceAsync(id, draft, new EntityTag(found.Version), actor, cancellationToken);
            if (result.Error != WriteError.Stale || expected.Version is not null)
                return result;
        }
    }

    public async Task<WriteResult> DeleteAsync(Guid id, EntityTag expected, Guid actor, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { Product: { } found })
            return new WriteResult(null, WriteError.NotFound);

        string[] skus = [.. found.Details.Skus()];
        var result = await store.InTransactionAsync(
            (transaction, token) => DeleteAsync(transaction, id, skus, expected, actor, token), cancellationToken);
        if (result.Product is not null)
            await cache.InvalidateAsync(id);
        return result;
    }

    private async Task<WriteResult> CreateAsync(
        ICatalogTransaction transaction, ProductDraft draft, Guid actor, CancellationToken cancellationToken)
    {
        var stock = await transaction.LockOrCreateStockAsync([.. draft.Details.Skus()], cancellationToken);
        if (stock.SoldByOthers(draft.Details.Skus(), null) is { Length: > 0 } taken)
            return new WriteResult(null, WriteError.SkuTaken, taken);

        var categories = await transaction.LockOrCreateCategoriesAsync([draft.Category], cancellationToken);
        var product = Product.Create(draft.In(categories), timeProvider.GetUtcNow());
        var write = new ProductWrite(product, draft.Stock, ProductHistory.Created(product, actor));
        await ProductWriter.SaveAsync(transaction, [write], stock, categories, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new WriteResult(product);
    }

    private async Task<WriteResult> ReplaceAsync(
        ICatalogTransaction transaction, Guid id, string[] skus, ProductDraft draft, EntityTag expected, Guid actor,
        CancellationToken cancellationToken)
    {
        var stock = await transaction.LockOrCreateStockAsync(skus, cancellationToken);
        var current = await FindCurrentAsync(transaction, id, expected, cancellationToken);
        if (current.Product is not { } product)
            return current;
        if (stock.SoldByOthers(draft.Details.Skus(), id) is { Length: > 0 } taken)
            return new WriteResult(null, WriteError.SkuTaken, taken);

        var categories = await transaction.LockOrCreateCategoriesAsync([draft.Category], cancellationToken);
        var next = product.Next(draft.In(categories), timeProvider.GetUtcNow());
        var write = new ProductWrite(next, draft.Stock, ProductHistory.Changed(product, next, actor));
        await ProductWriter.SaveAsync(transaction, [write], stock, categories, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new WriteResult(next);
    }

    private async Task<WriteResult> DeleteAsync(
        ICatalogTransaction transaction, Guid id, string[] skus, EntityTag expected, Guid actor, CancellationToken cancellationToken)
    {
        var stock = await transaction.LockOrCreateStockAsync(skus, cancellationToken);
        var current = await FindCurrentAsync(transaction, id, expected, cancellationToken);
        if (current.Product is not { } product)
            return current;

        await ProductWriter.DeleteAsync(transaction, product, stock, timeProvider.GetUtcNow(), actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return current;
    }

    /// <summary>The product once its stock is locked and nobody else can change it.</summary>
    private static async Task<WriteResult> FindCurrentAsync(
        ICatalogTransaction transaction, Guid id, EntityTag expected, CancellationToken cancellationToken)
    {
        var found = await transaction.FindProductsAsync([id], cancellationToken);
        if (found is not [var product])
            return new WriteResult(null, WriteError.NotFound);
        return expected.Matches(product.Version) ? new WriteResult(product) : new WriteResult(null, WriteError.Stale);
    }
}
