using Ecommerce.CartService.Features.ReadCart;
using Ecommerce.CartService.Infrastructure.Redis;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CartService.Features.Purchases;

internal static class PurchaseEndpoint
{
    public static void MapPurchases(this IEndpointRouteBuilder cart) => cart.MapPost("/purchases", PurchaseAsync)
        .WithName("RemovePurchase").WithSummary("Removes what an order bought from a cart");

    /// <summary>Removes what an order has bought: once per order, however often this is called or its event arrives.</summary>
    private static async Task<Results<Ok<CartItemsResponse>, ProblemHttpResult>> PurchaseAsync(
        PurchaseRequest request, CartAccess access, CartStore store, RedisEpoch epoch)
    {
        if (request.Check().TryGetProblem(out var problem))
            return problem;

        if (request.PlacedAt > await epoch.StartedAtAsync())
        {
            var items = request.Items!.Select(item => (item.Sku!, item.Quantity!.Value));
            await store.RemovePurchasedAsync(access.Id, request.OrderId!.Value, items);
        }

        return await ReadCartEndpoints.ItemsAsync(access, store);
    }
}
