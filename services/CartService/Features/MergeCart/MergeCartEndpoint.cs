using System.Security.Claims;
using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Infrastructure.Redis;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CartService.Features.MergeCart;

internal sealed record MergeRequest(string? CartId);

internal static class MergeCartEndpoint
{
    public static void MapMergeCart(this IEndpointRouteBuilder carts) => carts.MapPost("/me/merge", MergeAsync)
        .WithName("MergeCart").WithSummary("Merges an anonymous cart into the caller's");

    private static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> MergeAsync(
        MergeRequest request, ClaimsPrincipal caller, CartStore store, CartResponder responder, CancellationToken cancellationToken)
    {
        var from = CartId.ParseAnonymous(request.CartId);
        if (new FieldErrors().Check("cartId", from is not null, "must be the id of an anonymous cart").TryGetProblem(out var problem))
            return problem;
        return await responder.RespondAsync(await store.MergeAsync(from!, CartId.OfUser(caller.UserId())), cancellationToken);
    }
}
