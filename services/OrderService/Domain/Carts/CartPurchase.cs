using Ecommerce.OrderService.Domain.Orders;

namespace Ecommerce.OrderService.Domain.Carts;

/// <summary>What an order bought from a cart.</summary>
internal sealed record CartPurchase(Guid OrderId, DateTimeOffset PlacedAt, IReadOnlyList<SkuQuantity> Items);
