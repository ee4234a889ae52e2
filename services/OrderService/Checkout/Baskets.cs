using Ecommerce.OrderService.Orders;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Checkout;

/// <summary>What a checkout or a quote is about: the items named, or the caller's cart, at the catalogue's prices.</summary>
internal sealed class Baskets(CatalogClient catalog, CartClient carts, CartPurchases purchases)
{
    public async Task<BasketOrRefusal> ReadAsync(Guid userId, IReadOnlyList<ItemRequest>? items, string authorization, CancellationToken cancellationToken)
    {
        var last = items is null ? await purchases.FindLastAsync(userId, cancellationToken) : null;
        var cart = items is null ? await carts.GetMineAsync(authorization, last, cancellationToken) : null;
        var wanted = cart?.Items ?? ItemRequest.ToPieces(items!);
        if (wanted.Count == 0)
            return new(null, "", null, Problems.Problem(StatusCodes.Status400BadRequest, "cart-empty", "The cart is empty."));

        var basket = Basket.For(wanted, await catalog.GetVariantsAsync(wanted.Select(item => item.Sku), cancellationToken));
        return new(basket.Goods, cart?.Id ?? "", last?.OrderId, basket.Refusal);
    }
}

/// <param name="CartId">Empty for a purchase without a cart.</param>
/// <param name="LastOrder">The last one that bought of the cart, see <see cref="CartPurchases"/>.</param>
/// <param name="Refusal">Null if and only if there are goods.</param>
internal readonly record struct BasketOrRefusal(Pricing.Goods? Goods, string CartId, Guid? LastOrder, IResult? Refusal);
