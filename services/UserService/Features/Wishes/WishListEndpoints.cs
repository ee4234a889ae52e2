using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Wishes;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Wishes;

internal static class WishListEndpoints
{
    public static void MapWishList(this IEndpointRouteBuilder app)
    {
        var list = app.MapGroup("/users/me/wish-list").WithTags("Wish list");
        list.MapGet("/", ListAsync).WithName("GetWishList").WithSummary("The caller's wish list, newest first");
        list.MapPut("/{productId:guid}", AddAsync).WithName("AddToWishList").WithSummary("Puts a product on the wish list")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        list.MapDelete("/{productId:guid}", RemoveAsync).WithName("RemoveFromWishList").WithSummary("Takes a product off the wish list");
    }

    private static async Task<Ok<WishList>> ListAsync(
        Caller caller, WishListStore wishes, CancellationToken cancellationToken)
        => TypedResults.Ok(new WishList(await wishes.ListAsync(caller.UserId, cancellationToken), Next: null));

    /// <summary>A product that is there already stays where it is.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> AddAsync(
        Guid productId, Caller caller, WishListStore wishes, CancellationToken cancellationToken)
        => await wishes.AddAsync(caller.UserId, productId, cancellationToken) switch
        {
            WishOutcome.Done => TypedResults.NoContent(),
            WishOutcome.TooMany => Problems.Problem(
                StatusCodes.Status409Conflict, "too-many-wishes", $"There are {WishListStore.MaxProducts} products on the list already."),
            _ => Problems.NotFound("account"),
        };

    private static async Task<NoContent> RemoveAsync(
        Guid productId, Caller caller, WishListStore wishes, CancellationToken cancellationToken)
    {
        await wishes.RemoveAsync(caller.UserId, productId, cancellationToken);
        return TypedResults.NoContent();
    }
}
