using Ecommerce.Storefront.Features.Guests;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Orders;

internal static class OrderPages
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/orders", ListAsync);
        routes.MapGet("/orders/{id:guid}", ShowAsync);
        routes.MapGet("/orders/{id:guid}/status", StatusAsync);
    }

    private static async Task<RazorComponentResult<OrdersPage>> ListAsync(
        string? after, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        var query = string.IsNullOrEmpty(after) ? "" : "?after=" + Uri.EscapeDataString(after);
        return new(new { Orders = await gateway.GetAsync<Page<Order>>("/orders" + query, session.AccessToken, cancellationToken) });
    }

    /// <param name="placed">True right after the checkout.</param>
    /// <param name="key">Of the link in a guest's mail; it is kept in a cookie, and the address is left without it.</param>
    private static async Task<IResult> ShowAsync(
        Guid id, bool? placed, string? key, OrderReader orders, OrderKeys keys, GuestReader guests, HttpResponse response,
        CancellationToken cancellationToken)
    {
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        if (key is not null)
        {
            keys.Keep(id, key);
            return Results.LocalRedirect($"~/orders/{id}");
        }

        return await orders.FindAsync(id, cancellationToken) is { } order
            ? new RazorComponentResult<OrderPage>(new
            {
                Order = order, Placed = placed ?? false, GuestEmail = await guests.FindEmailAsync(cancellationToken),
            })
            : Pages.NotFound();
    }

    private static async Task<IResult> StatusAsync(Guid id, OrderReader orders, CancellationToken cancellationToken)
        => await orders.FindAsync(id, cancellationToken) is { } order
            ? new RazorComponentResult<OrderStatus>(new { Order = order })
            : Pages.NotFound();
}
