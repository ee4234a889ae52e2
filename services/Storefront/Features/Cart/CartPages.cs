using Ecommerce.Storefront.Infrastructure.Carts;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Ecommerce.Storefront.Infrastructure.Visits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Cart;

internal static class CartPages
{
    public static void MapCart(this IEndpointRouteBuilder routes)
    {
        var cart = routes.MapGroup("/cart").DisableAntiforgery();
        cart.MapGet("", ShowAsync);
        cart.MapPost("/items", AddAsync).WithMetadata(Step.Cart);
        cart.MapPost("/items/{sku}", SetAsync);
        cart.MapPost("/items/{sku}/remove", RemoveAsync);
        // Where a refused form was shown: opened again, there is only the cart.
        cart.MapGet("/items", ToCart);
        cart.MapGet("/items/{sku}", ToCart);
    }

    /// <param name="removed">The SKU of what was just removed, and can be put back.</param>
    /// <param name="pieces">How many pieces of it there were.</param>
    private static async Task<RazorComponentResult<CartPage>> ShowAsync(
        string? removed, int? pieces, CartReader carts, CancellationToken cancellationToken)
        => new(new
        {
            Cart = await carts.ReadAsync(cancellationToken), Removed = removed is null ? null : new RemovedItem(removed, pieces ?? 1),
        });

    private static RedirectHttpResult ToCart() => TypedResults.LocalRedirect("~/cart");

    private static async Task<IResult> AddAsync(
        [FromForm] string sku, [FromForm] int quantity, GatewayClient gateway, Session session, CartReader carts,
        CancellationToken cancellationToken)
    {
        var id = await carts.OpenAsync(cancellationToken);
        return await ChangeAsync(
            HttpMethod.Post, $"/carts/{id}/items", new AddedItem(sku, quantity), gateway, session, carts, cancellationToken);
    }

    private static Task<IResult> SetAsync(
        string sku, [FromForm] int quantity, GatewayClient gateway, Session session, CartReader carts, CancellationToken cancellationToken)
        => ChangeAsync(
            HttpMethod.Put, $"/carts/{session.CartId}/items/{Uri.EscapeDataString(sku)}", new ItemQuantity(quantity),
            gateway, session, carts, cancellationToken);

    private static Task<IResult> RemoveAsync(
        string sku, [FromForm] int pieces, GatewayClient gateway, Session session, CartReader carts, CancellationToken cancellationToken)
        => ChangeAsync(
            HttpMethod.Put, $"/carts/{session.CartId}/items/{Uri.EscapeDataString(sku)}", new ItemQuantity(0),
            gateway, session, carts, cancellationToken, "~/cart" + QueryString.Create("removed", sku).Add("pieces", $"{pieces}"));

    private static async Task<IResult> ChangeAsync<TBody>(
        HttpMethod method, string path, TBody body, GatewayClient gateway, Session session, CartReader carts,
        CancellationToken cancellationToken, string next = "~/cart")
    {
        try
        {
            await gateway.SendAsync(method, path, body, session.AccessToken, cancellationToken);
            return Results.LocalRedirect(next);
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 404 or 409 or 422)
        {
            return Show(await carts.ReadAsync(cancellationToken), refusal.Problem.Messages());
        }
    }

    private static RazorComponentResult<CartPage> Show(ShoppingCart cart, IEnumerable<string> messages)
        => new(new { Cart = cart, Messages = messages });
}
