using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Infrastructure.Redis;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CartService.Features.CreateCart;

internal static class CreateCartEndpoint
{
    public static void MapCreateCart(this IEndpointRouteBuilder carts) => carts.MapPost("/", CreateAsync)
        .WithName("CreateCart").WithSummary("Creates an anonymous cart").AllowAnonymous();

    private static async Task<Created<CartResponse>> CreateAsync(CartStore store)
    {
        var id = CartId.NewAnonymous();
        var outcome = await store.CreateAsync(id);
        return TypedResults.Created($"/carts/{id.Text}", CartResponse.From(outcome.Cart ?? Cart.Empty(id), variants: null));
    }
}
