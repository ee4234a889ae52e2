namespace Ecommerce.OrderService.Domain.Carts;

/// <summary>What somebody wants to buy.</summary>
/// <param name="ProductId">Which product the SKU had when it was put into the cart; null where only the SKU was named.</param>
internal sealed record CartItem(string Sku, int Quantity, Guid? ProductId = null);
