using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Infrastructure.Redis;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CartService.Features.ChangeItems;

internal static class ItemEndpoints
{
    public static void MapItems(this IEndpointRouteBuilder cart)
    {
        cart.MapDelete("/", ClearAsync).WithName("ClearCart").WithSummary("Deletes a cart");
        cart.MapPost("/items", AddAsync).WithName("AddItem").WithSummary("Adds pieces of a variant to a cart");
        cart.MapPut("/items/{sku}", SetAsync).WithName("SetItem").WithSummary("Sets the pieces of a variant in a cart");
        cart.MapDelete("/items/{sku}", RemoveAsync).WithName("RemoveItem").WithSummary("Removes a variant from a cart");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ClearAsync(CartAccess access, CartStore store)
        => (await store.ClearAsync(access.Id)).Cart is null ? Problems.NotFound("cart") : TypedResults.NoContent();

    private static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> AddAsync(
        AddItemRequest request, CartAccess access, CartItemWriter items, CartResponder responder, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors().CheckSku("sku", request.Sku).Check(
            "quantity", request.Quantity is >= 1 and <= CartLimits.MaxQuantity, $"must be 1 to {CartLimits.MaxQuantity}");
        if (errors.TryGetProblem(out var problem))
            return problem;

        var outcome = await items.PutAsync(access.Id, request.Sku!, request.Quantity!.Value, PutMode.Add, cancellationToken);
        return await responder.RespondAsync(outcome, cancellationToken);
    }

    private static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> SetAsync(
        string sku, SetQuantityRequest request, CartAccess access, CartItemWriter items, CartResponder responder,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors().Check(
            "quantity", request.Quantity is >= 0 and <= CartLimits.MaxQuantity, $"must be 0 to {CartLimits.MaxQuantity}");
        if (errors.TryGetProblem(out var problem))
            return problem;

        var outcome = await items.PutAsync(access.Id, sku, request.Quantity!.Value, PutMode.Set, cancellationToken);
        return await responder.RespondAsync(outcome, cancellationToken);
    }

    private static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> RemoveAsync(
        string sku, CartAccess access, CartStore store, CartResponder responder, CancellationToken cancellationToken)
        => await responder.RespondAsync(await store.RemoveAsync(access.Id, sku), cancellationToken);
}
