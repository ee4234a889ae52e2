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
    private static async Task<IResult> ShowAsync(
        Guid id, bool? placed, GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => await FindAsync(id, gateway, session, cancellationToken) is { } order
            ? new RazorComponentResult<OrderPage>(new { Order = order, Placed = placed ?? false })
            : Pages.NotFound();

    private static async Task<IResult> StatusAsync(Guid id, GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => await FindAsync(id, gateway, session, cancellationToken) is { } order
            ? new RazorComponentResult<OrderStatus>(new { Order = order })
            : Pages.NotFound();

    private static Task<Order?> FindAsync(Guid id, GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => gateway.FindAsync<Order>($"/orders/{id}", session.AccessToken, cancellationToken);
}
