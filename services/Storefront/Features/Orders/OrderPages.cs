using System.Net;
using Ecommerce.Storefront.Features.Guests;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Scripts;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Orders;

internal static class OrderPages
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/orders", ListAsync);
        var order = routes.MapGroup("/orders/{id:guid}").DisableAntiforgery().KeepPrivate();
        order.MapGet("", ShowAsync);
        order.MapGet("/status", StatusAsync);
        order.MapEvents();
        order.MapCancellation();
        order.MapReturns();
        order.MapInvoice();
        order.MapBuyAgain();
    }

    private static async Task<RazorComponentResult<OrdersPage>> ListAsync(
        string? after, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        var query = string.IsNullOrEmpty(after) ? "" : "?after=" + Uri.EscapeDataString(after);
        return new(new { Orders = await gateway.GetAsync<Page<Order>>("/orders" + query, session.AccessToken, cancellationToken) });
    }

    /// <param name="placed">True right after the checkout.</param>
    /// <param name="done">What was just asked for: <c>cancel</c> or <c>return</c>.</param>
    /// <param name="key">Of the link in a guest's mail; it is kept in a cookie, and the address is left without it.</param>
    private static async Task<IResult> ShowAsync(
        Guid id, bool? placed, string? done, string? key, OrderReader orders, OrderKeys keys, GuestReader guests,
        CancellationToken cancellationToken)
    {
        if (key is not null)
        {
            keys.Keep(id, key);
            return Results.LocalRedirect($"~/orders/{id}");
        }

        return await orders.FindAsync(id, cancellationToken) is { } shown
            ? new RazorComponentResult<OrderPage>(new
            {
                Shown = shown, Placed = placed ?? false, Done = done, GuestEmail = await guests.FindEmailAsync(cancellationToken),
            })
            : Pages.NotFound();
    }

    private static async Task<IResult> StatusAsync(
        Guid id, OrderReader orders, Session session, HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            return await orders.FindAsync(id, cancellationToken) is { } shown
                ? new RazorComponentResult<OrderProgress>(new { Shown = shown, IsUpdate = true })
                : Pages.NotFound();
        }
        catch (GatewayException refusal) when (
            refusal.Status is HttpStatusCode.Unauthorized && !session.SignedIn && http.Request.IsFromScript())
        {
            // The login is no part of a page: the page is loaded again as a whole, and leads there.
            http.Response.Headers["HX-Refresh"] = "true";
            return Results.NoContent();
        }
        catch (Exception outage) when (http.Request.IsFromScript() && outage.IsOutage())
        {
            // What is shown stays, and the page asks again.
            return Results.NoContent();
        }
    }

    /// <summary>Neither caches nor other sites learn of an order.</summary>
    private static RouteGroupBuilder KeepPrivate(this RouteGroupBuilder pages) => pages.AddEndpointFilter((context, next) =>
    {
        var headers = context.HttpContext.Response.Headers;
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return next(context);
    });
}
