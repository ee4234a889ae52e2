using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Stock;
using Ecommerce.CatalogService.Storage;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Products;

/// <summary>A product as it becomes, and for each of its SKUs the counted stock, or null to leave it alone.</summary>
internal sealed record ProductWrite(Product Product, IReadOnlyDictionary<string, int?> Counted)
{
    /// <summary>Written anew as it is, because of what stands beside it: its prices, or its category's name.</summary>
    public static ProductWrite Again(Product product, DateTimeOffset now)
        => new(product.Next(product.Details, now), product.Details.Skus().ToDictionary(sku => sku, int? (_) => null, StringComparer.Ordinal));
}

/// <summary>Writes products with their stock and the events that tell of them, through a transaction that has claimed all their SKUs.</summary>
internal static class ProductWriter
{
    public static Product New(ProductDetails details, DateTimeOffset now) => new(Guid.CreateVersion7(now), 1, details, now, now);

    /// <summary>The SKUs that another product sells.</summary>
    public static string[] Taken(ProductDetails details, Guid? productId, StockLevels stock)
        => [.. details.Skus().Where(sku => stock[sku].ProductId is { } owner && owner != productId)];

    public static async Task SaveAsync(
        ICatalogTransaction transaction, IReadOnlyCollection<ProductWrite> writes, StockLevels stock, CategoryTree categories,
        CancellationToken cancellationToken)
    {
        var assigned = writes.SelectMany(w => Assign(w, stock)).ToList();
        var withdrawn = writes.SelectMany(w => Dropped(w.Product, stock)).ToList();
        var after = new StockLevels(assigned.Select(a => a.Level.After(a.Move)));

        await transaction.SaveProductsAsync([.. writes.Select(w => w.Product)], cancellationToken);
        await transaction.MoveStockAsync([.. assigned.Where(a => a.Level.ProductId is null).Select(a => a.Move)], StockReasons.Initial, null, cancellationToken);
        await transaction.MoveStockAsync([.. assigned.Where(a => a.Level.ProductId is not null).Select(a => a.Move)], StockReasons.Stocktake, null, cancellationToken);
        await transaction.MoveStockAsync([.. withdrawn.Select(level => level.Withdraw())], StockReasons.Withdrawn, null, cancellationToken);
        await transaction.PublishAsync([.. writes.Select(w => Changed(w.Product, after, categories))], cancellationToken);
    }

    public static async Task DeleteAsync(ICatalogTransaction transaction, Product product, StockLevels stock, DateTimeOffset now, CancellationToken cancellationToken)
    {
        StockMove[] withdrawals = [.. stock.Of(product.Id).Select(level => level.Withdraw())];
        await transaction.MoveStockAsync(withdrawals, StockReasons.Withdrawn, null, cancellationToken);
        await transaction.DeleteProductAsync(product.Id, cancellationToken);
        await transaction.PublishAsync([new ProductDeleted(product.Id, product.Version + 1, now)], cancellationToken);
    }

    private static IEnumerable<(StockLevel Level, StockMove Move)> Assign(ProductWrite write, StockLevels stock)
        => write.Counted.Select(counted => (stock[counted.Key], stock[counted.Key].Assign(write.Product.Id, counted.Value)));

    private static IEnumerable<StockLevel> Dropped(Product product, StockLevels stock)
        => stock.Of(product.Id).Where(level => !product.Details.Skus().Contains(level.Sku, StringComparer.Ordinal));

    private static ProductChanged Changed(Product product, StockLevels stock, CategoryTree categories)
    {
        var (id, version, details, _, updatedAt) = product;
        return new ProductChanged(
            id, version, details.Name, details.Description, details.Brand, categories.NameOf(details.Category),
            [.. details.Variants.Select(v => Changed(v, stock[v.Sku], updatedAt))],
            details.Tags, details.Published, updatedAt, categories.PathOf(details.Category), details.Attributes, details.Images);
    }

    private static ProductVariant Changed(Variant variant, StockLevel level, DateTimeOffset now)
        => new(variant.Sku, variant.Options, variant.PriceAt(now), level.Available, level.Version, variant.Price);
}
