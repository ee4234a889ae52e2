using System.Security.Claims;
using Ecommerce.CartService.Catalogue;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CartService.Carts;

internal static class CartEndpoints
{
    public static void MapCarts(this IEndpointRouteBuilder app)
    {
        var carts = app.MapGroup("/carts").WithTags("carts");
        carts.MapPost("/", CreateAsync).AllowAnonymous();
        carts.MapPost("/me/merge", MergeAsync);

        var cart = carts.MapGroup("/{id}").AllowAnonymous().AddEndpointFilter(CartAccess.CheckAsync).ProducesProblem(StatusCodes.Status404NotFound);
        // The call that comes most: it needs no scope, and Redis and the catalogue, which it waits for, have limits of their own.
        var reads = app.ServiceProvider.GetRequiredService<CartReads>();
        cart.MapGet("/", (CartAccess access, CancellationToken cancellationToken) => GetAsync(access, reads, cancellationToken))
            .Produces<CartResponse>().DisableRequestTimeout();
        cart.MapGet("/items", ItemsAsync);
        cart.MapDelete("/", ClearAsync);
        cart.MapPost("/items", AddAsync);
        cart.MapPut("/items/{sku}", SetAsync);
        cart.MapDelete("/items/{sku}", RemoveAsync);
        cart.MapPost("/purchases", PurchaseAsync);
    }

    private static async Task<Created<CartResponse>> CreateAsync(CartStore store)
    {
        var id = CartId.NewAnonymous();
        var outcome = await store.CreateAsync(id);
        return TypedResults.Created($"/carts/{id.Text}", CartResponse.Of(outcome.Cart ?? Cart.Empty(id), variants: null));
    }

    private static async Task<IResult> GetAsync(CartAccess access, CartReads carts, CancellationToken cancellationToken)
        => await carts.FindAsync(access.Id, cancellationToken) is { } json ? new JsonBytes(json) : Problems.NotFound("cart");

    private static async Task<Results<Ok<CartItemsResponse>, ProblemHttpResult>> ItemsAsync(CartAccess access, CartStore store)
        => (await store.FindAsync(access.Id) ?? Cart.EmptyOfUser(access.Id)) is { } cart
            ? TypedResults.Ok(CartItemsResponse.Of(cart))
            : Problems.NotFound("cart");

    private static async Task<Results<NoContent, ProblemHttpResult>> ClearAsync(CartAccess access, CartStore store)
        => (await store.ClearAsync(access.Id)).Cart is null ? Problems.NotFound("cart") : TypedResults.NoContent();

    private static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> AddAsync(
        AddItemRequest request, CartAccess access, CartItems items, CartAnswers answers, CancellationToken cancellationToken)
    {
        var wrong = new FieldErrors()
            .Check("sku", CartItems.IsSku(request.Sku), CartItems.SkuRule)
            .Check("quantity", request.Quantity is >= 1 and <= CartStore.MaxPieces, $"must be 1 to {CartStore.MaxPieces}");
        if (wrong.Refusal(out var refusal))
            return refusal;

        return await answers.AnswerAsync(await items.PutAsync(access.Id, request.Sku!, request.Quantity!.Value, PutMode.Add, cancellationToken), cancellationToken);
    }

    private static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> SetAsync(
        string sku, SetQuantityRequest request, CartAccess access, CartItems items, CartAnswers answers, CancellationToken cancellationToken)
    {
        var wrong = new FieldErrors().Check("quantity", request.Quantity is >= 0 and <= CartStore.MaxPieces, $"must be 0 to {CartStore.MaxPieces}");
        if (wrong.Refusal(out var refusal))
            return refusal;

        return await answers.AnswerAsync(await items.PutAsync(access.Id, sku, request.Quantity!.Value, PutMode.Set, cancellationToken), cancellationToken);
    }

    private static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> RemoveAsync(
        string sku, CartAccess access, CartStore store, CartAnswers answers, CancellationToken cancellationToken)
        => await answers.AnswerAsync(await store.RemoveAsync(access.Id, sku), cancellationToken);

    /// <summary>Takes out what an order has bought, once however often it is told, and also by its event.</summary>
    private static async Task<Results<Ok<CartItemsResponse>, ProblemHttpResult>> PurchaseAsync(
        PurchaseRequest request, CartAccess access, CartStore store, CartMemory memory)
    {
        if (request.Check().Refusal(out var refusal))
            return refusal;

        if (request.PlacedAt > await memory.BeganAsync())
            await store.RemoveBoughtAsync(access.Id, request.OrderId!.Value, request.Items!.Select(item => (item.Sku!, item.Quantity!.Value)));
        return await ItemsAsync(access, store);
    }

    private static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> MergeAsync(
        MergeRequest request, ClaimsPrincipal caller, CartStore store, CartAnswers answers, CancellationToken cancellationToken)
    {
        var from = CartId.ParseAnonymous(request.CartId);
        if (new FieldErrors().Check("cartId", from is not null, "must be the id of an anonymous cart").Refusal(out var refusal))
            return refusal;

        return await answers.AnswerAsync(await store.MergeAsync(from!, CartId.OfUser(caller.UserId())), cancellationToken);
    }
}
