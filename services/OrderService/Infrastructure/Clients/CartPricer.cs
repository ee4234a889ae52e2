using Ecommerce.OrderService.Domain.Carts;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Infrastructure.Postgres;

namespace Ecommerce.OrderService.Infrastructure.Clients;

/// <summary>Prices what a checkout or a quote is about, the items named or the caller's cart, by the catalogue.</summary>
internal sealed class CartPricer(CatalogClient catalog, CartClient carts, CartPurchases purchases)
{
    /// <param name="userId">The caller.</param>
    /// <param name="items">Null for the caller's cart.</param>
    /// <param name="authorization">The caller's own <c>Authorization</c> header.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public async Task<PricedCart> PriceAsync(
        Guid userId, IReadOnlyList<SkuQuantity>? items, string authorization, CancellationToken cancellationToken)
    {
        if (items is not null)
        {
            var named = items.Select(item => new CartItem(item.Sku, item.Quantity));
            return new(await PriceAsync([.. named], cancellationToken), CartId: "", LastOrderId: null);
        }

        var lastPurchase = await purchases.FindLastAsync(userId, cancellationToken);
        var cart = await carts.GetMineAsync(authorization, lastPurchase, cancellationToken);
        return new(await PriceAsync(cart.Items, cancellationToken), cart.Id, lastPurchase?.OrderId);
    }

    private async Task<Basket> PriceAsync(IReadOnlyList<CartItem> items, CancellationToken cancellationToken)
        => items.Count == 0
            ? Basket.Empty
            : Basket.Price(items, await catalog.GetVariantsAsync(items.Select(item => item.Sku), cancellationToken));
}

/// <param name="CartId">Empty for a purchase without a cart.</param>
/// <param name="LastOrderId">The last order that bought from the cart, see <see cref="CartPurchases"/>.</param>
internal sealed record PricedCart(Basket Basket, string CartId, Guid? LastOrderId);
