namespace Ecommerce.CatalogService.Domain.Products;

/// <summary>Where a page ended: the sort key of its last product, and its id.</summary>
internal sealed record ProductCursor(ProductSort Sort, Guid Id, string Name, decimal Price)
{
    public static ProductCursor Of(ProductSort sort, StockedProduct product)
        => new(sort, product.Product.Id, product.Product.Details.SortName(), product.LowestPrice);
}
