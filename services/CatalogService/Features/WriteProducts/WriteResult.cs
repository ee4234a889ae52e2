using Ecommerce.CatalogService.Domain.Products;

namespace Ecommerce.CatalogService.Features.WriteProducts;

internal enum WriteError
{
    None,
    NotFound,
    Stale,
    SkuTaken,
    Invalid,
}

/// <summary>The product as it is now, or why it was not written.</summary>
internal sealed record WriteResult(Product? Product, WriteError Error = WriteError.None, IReadOnlyList<string>? TakenSkus = null);
