namespace Ecommerce.Storefront.Features.Cart;

/// <summary>What was just taken out of the cart.</summary>
public sealed record RemovedItem(string Sku, int Quantity);
