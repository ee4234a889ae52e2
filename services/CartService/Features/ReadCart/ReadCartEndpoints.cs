using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Infrastructure.Redis;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CartService.Features.ReadCart;

internal static class ReadCartEndpoints
{
    public static void MapReadCart(this RouteGroupBuilder cart)
    {
        // The most frequent call: its reader is resolved once. Redis and the catalogue, which it waits for, have time limits of their own.
        var reader = ((IEndpointRouteBuilder)cart).ServiceProvider.GetRequiredService<CartReader>();
        cart.MapGet("/", (CartAccess access, CancellationToken cancellationToken) => GetAsync(access, reader, cancellationToken))
            .WithName("GetCart").WithSummary("A cart with current prices")
            .Produces<CartResponse>().DisableRequestTimeout();
        cart.MapGet("/items", ItemsAsync).WithName("ListItems").WithSummary("The items of a cart without prices");
    }

    private static async Task<IResult> GetAsync(CartAccess access, CartReader carts, CancellationToken cancellationToken)
        => await carts.FindAsync(access.Id, cancellationToken) is { } json ? new JsonBytes(json) : Problems.NotFound("cart");

    /// <summary>What is in a cart, without prices.</summary>
    public static async Task<Results<Ok<CartItemsResponse>, ProblemHttpResult>> ItemsAsync(CartAccess access, CartStore store)
        => (await store.FindAsync(access.Id) ?? Cart.EmptyOfUser(access.Id)) is { } cart
            ? TypedResults.Ok(CartItemsResponse.From(cart))
            : Problems.NotFound("cart");
}
