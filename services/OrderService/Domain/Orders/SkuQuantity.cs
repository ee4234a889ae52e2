namespace Ecommerce.OrderService.Domain.Orders;

/// <summary>How many pieces of a SKU.</summary>
internal sealed record SkuQuantity(string Sku, int Quantity);
