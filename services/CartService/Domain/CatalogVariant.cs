using Ecommerce.Contracts;

namespace Ecommerce.CartService.Domain;

/// <summary>A SKU as the catalogue sells it now.</summary>
internal sealed record CatalogVariant(string Sku, Guid ProductId, string Name, Money Price, int Available, bool Published);

internal sealed record CatalogVariantList(IReadOnlyList<CatalogVariant> Items);
