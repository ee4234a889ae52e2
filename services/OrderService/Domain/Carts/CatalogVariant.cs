using Ecommerce.Contracts;

namespace Ecommerce.OrderService.Domain.Carts;

/// <summary>What order-service reads of a variant of the catalogue.</summary>
/// <param name="RegularPrice">Where the price is a sale's.</param>
internal sealed record CatalogVariant(
    string Sku, Guid ProductId, string Name, Money Price, bool Published,
    IReadOnlyDictionary<string, string>? Options = null, string? Image = null, Money? RegularPrice = null, string? Category = null);
