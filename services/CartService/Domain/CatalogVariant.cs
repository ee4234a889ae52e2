using Ecommerce.Contracts;

namespace Ecommerce.CartService.Domain;

/// <summary>A SKU as the catalogue sells it now.</summary>
/// <param name="Options">What distinguishes it from the product's other variants.</param>
/// <param name="Image">Where the product's first picture is.</param>
internal sealed record CatalogVariant(
    string Sku, Guid ProductId, string Name, Money Price, int Available, bool Published,
    IReadOnlyDictionary<string, string>? Options = null, string? Image = null);

internal sealed record CatalogVariantList(IReadOnlyList<CatalogVariant> Items);
