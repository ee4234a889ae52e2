using Ecommerce.CartService.Domain;
using StackExchange.Redis;

namespace Ecommerce.CartService.Infrastructure.Redis;

/// <summary>Where a cart is in Redis.</summary>
internal static class CartKeys
{
    /// <summary>Users whose carts are not empty, by the time of their last change.</summary>
    public static readonly RedisKey Idle = "carts:idle";

    /// <summary>Carts that are not empty, by the time of their last change; what their keys have in braces.</summary>
    public static readonly RedisKey Resting = "carts:resting";

    /// <summary>Null where it is no member of <see cref="Resting"/>.</summary>
    public static CartId? ReadMember(string member) => member.Split(':', 2) switch
    {
        ["user", var user] when Guid.TryParseExact(user, "D", out var id) => CartId.OfUser(id),
        ["anonymous", var id] => CartId.ParseAnonymous(id),
        _ => null,
    };

    public static RedisKey Key(this CartId id) => id.IsAnonymous ? $"cart:{{anonymous:{id.Text}}}" : $"cart:{{user:{id.Text}}}";

    /// <summary>Exists while it is remembered that the order's items were removed, and has what was removed.</summary>
    public static RedisKey OrderKey(this CartId id, Guid orderId) => id.Key().Append($":order:{orderId}");

    /// <summary>Exists while it is remembered that the cart's owner was erased.</summary>
    public static RedisKey ErasedKey(this CartId id) => id.Key().Append(":erased");
}
