using Ecommerce.Contracts;

namespace Ecommerce.CartService.Catalogue;

/// <summary>What the catalogue says of a SKU now.</summary>
internal sealed record Variant(string Sku, Guid ProductId, string Name, Money Price, int Available, bool Published);

internal sealed record VariantList(IReadOnlyList<Variant> Items);
