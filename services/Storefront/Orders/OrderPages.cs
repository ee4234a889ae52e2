using Ecommerce.Storefront.Account;
using Ecommerce.Storefront.Cart;
using Ecommerce.Storefront.Gateway;
using Ecommerce.Storefront.Shell;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Orders;

internal static class OrderPages
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/checkout", ShowCheckoutAsync);
        routes.MapPost("/checkout", CheckoutAsync).DisableAntiforgery();
        routes.MapGet("/orders", ListAsync);
        routes.MapGet("/orders/{id:guid}", ShowAsync);
        routes.MapGet("/orders/{id:guid}/status", StatusAsync);
    }

    private static async Task<IResult> ShowCheckoutAsync(GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        if (!session.SignedIn)
            return Results.LocalRedirect("~/login?return=/checkout");
        var cart = await CartPages.ReadAsync(gateway, session, cancellationToken);
        return cart.Items.Count == 0 ? Results.LocalRedirect("~/cart") : Checkout(cart, Guid.CreateVersion7(), []);
    }

    private static async Task<IResult> CheckoutAsync(
        [FromForm] CheckoutForm form, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        try
        {
            var method = await gateway.SendAsync<Card, PaymentMethod>(
                HttpMethod.Post, "/payments/methods", form.ToCard(), session.AccessToken, cancellationToken);
            var order = await gateway.SendAsync<Checkout, Order>(
                HttpMethod.Post, "/orders", new Checkout(method.Token, form.ToAddress(), CheckoutForm.Code(form.DiscountCode)), session.AccessToken, cancellationToken,
                idempotencyKey: form.Key.ToString());
            return Results.LocalRedirect($"~/orders/{order.Id}");
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 409 or 422)
        {
            var cart = await CartPages.ReadAsync(gateway, session, cancellationToken);
            return Checkout(cart, Guid.CreateVersion7(), refusal.Problem.Messages());
        }
    }

    private static async Task<RazorComponentResult<OrdersPage>> ListAsync(
        string? after, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        var query = string.IsNullOrEmpty(after) ? "" : "?after=" + Uri.EscapeDataString(after);
        return new(new { Orders = await gateway.GetAsync<Page<Order>>("/orders" + query, session.AccessToken, cancellationToken) });
    }

    private static async Task<IResult> ShowAsync(Guid id, GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => await FindAsync(id, gateway, session, cancellationToken) is { } order
            ? new RazorComponentResult<OrderPage>(new { Order = order })
            : Pages.NotFound();

    private static async Task<IResult> StatusAsync(Guid id, GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => await FindAsync(id, gateway, session, cancellationToken) is { } order
            ? new RazorComponentResult<OrderStatus>(new { Order = order })
            : Pages.NotFound();

    private static Task<Order?> FindAsync(Guid id, GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => gateway.FindAsync<Order>($"/orders/{id}", session.AccessToken, cancellationToken);

    private static RazorComponentResult<CheckoutPage> Checkout(ShoppingCart cart, Guid key, IEnumerable<string> messages)
        => new(new { Cart = cart, Key = key, Messages = messages });
}
