using Ecommerce.CartService.Domain;
using StackExchange.Redis;

namespace Ecommerce.CartService.Infrastructure.Redis;

/// <summary>Where a cart is in Redis.</summary>
internal static class CartKeys
{
    /// <summary>Users whose carts are not empty, by the time of their last change.</summary>
    public static readonly RedisKey Idle = "carts:idle";

    public static RedisKey Key(this CartId id) => id.IsAnonymous ? $"cart:{{anonymous:{id.Text}}}" : $"cart:{{user:{id.Text}}}";

    /// <summary>Exists while it is remembered that the order's items were removed, and has what was removed.</summary>
    public static RedisKey OrderKey(this CartId id, Guid orderId) => id.Key().Append($":order:{orderId}");

    /// <summary>Exists while it is remembered that the cart's owner was erased.</summary>
    public static RedisKey ErasedKey(this CartId id) => id.Key().Append(":erased");
}
