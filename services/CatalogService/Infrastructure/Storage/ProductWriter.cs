using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Infrastructure.Storage;

/// <summary>Saves products with their stock and their events, in a transaction that has locked all their SKUs.</summary>
internal static class ProductWriter
{
    public static async Task SaveAsync(
        ICatalogTransaction transaction, IReadOnlyCollection<ProductWrite> writes, StockLevels stock, CategoryTree categories,
        CancellationToken cancellationToken)
    {
        var assigned = writes.SelectMany(w => Assign(w, stock)).ToList();
        var added = assigned.Where(a => a.Level.ProductId is null).Select(a => a.Move).ToList();
        var counted = assigned.Where(a => a.Level.ProductId is not null).Select(a => a.Move).ToList();
        var withdrawn = writes.SelectMany(w => RemovedVariants(w.Product, stock)).Select(level => level.Withdraw()).ToList();
        var after = new StockLevels(assigned.Select(a => a.Level.After(a.Move)));

        await transaction.SaveProductsAsync([.. writes.Select(w => w.Product)], cancellationToken);
        await transaction.AddHistoryAsync([.. writes.Select(w => w.Entry).OfType<ProductHistoryEntry>()], cancellationToken);
        await transaction.MoveStockAsync(added, StockReasons.Initial, null, cancellationToken);
        await transaction.MoveStockAsync(counted, StockReasons.Stocktake, null, cancellationToken);
        await transaction.MoveStockAsync(withdrawn, StockReasons.Withdrawn, null, cancellationToken);
        await transaction.PublishAsync([.. writes.Select(w => ChangedEvent(w.Product, after, categories))], cancellationToken);
    }

    public static async Task DeleteAsync(
        ICatalogTransaction transaction, Product product, StockLevels stock, DateTimeOffset now, Guid actor,
        CancellationToken cancellationToken)
    {
        StockMove[] withdrawn = [.. stock.Of(product.Id).Select(level => level.Withdraw())];
        await transaction.MoveStockAsync(withdrawn, StockReasons.Withdrawn, null, cancellationToken);
        await transaction.DeleteProductAsync(product.Id, cancellationToken);
        await transaction.AddHistoryAsync([ProductHistory.Deleted(product, now, actor)], cancellationToken);
        await transaction.PublishAsync([new ProductDeleted(product.Id, product.Version + 1, now)], cancellationToken);
    }

    private static IEnumerable<(StockLevel Level, StockMove Move)> Assign(ProductWrite write, StockLevels stock)
    {
        foreach (var (sku, counted) in write.CountedStock)
        {
            var level = stock[sku];
            yield return (level, level.Assign(write.Product.Id, counted));
        }
    }

    private static IEnumerable<StockLevel> RemovedVariants(Product product, StockLevels stock)
        => stock.Of(product.Id).Where(level => !product.Details.Skus().Contains(level.Sku, StringComparer.Ordinal));

    private static ProductChanged ChangedEvent(Product product, StockLevels stock, CategoryTree categories)
    {
        var (id, version, details, _, updatedAt) = product;
        return new ProductChanged(
            id, version, details.Name, details.Description, details.Brand, categories.NameOf(details.Category),
            [.. details.Variants.Select(v => VariantOf(v, stock[v.Sku], updatedAt))],
            details.Tags, details.Published, updatedAt, categories.PathOf(details.Category), details.Attributes, details.Images);
    }

    private static ProductVariant VariantOf(Variant variant, StockLevel level, DateTimeOffset now)
        => new(variant.Sku, variant.Options, variant.PriceAt(now), level.Available, level.Version, variant.Price);
}
