using Ecommerce.Storefront.Account;
using Ecommerce.Storefront.Gateway;
using Ecommerce.Storefront.Products;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.StockAlerts;

/// <summary>Being told when something that is sold out is back.</summary>
internal static class AlertPages
{
    public static void MapStockAlerts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/products/{product:guid}/alerts", AddAsync).DisableAntiforgery();
        var alerts = routes.MapGroup("/account/alerts").DisableAntiforgery();
        alerts.MapGet("", ListAsync);
        alerts.MapPost("/remove", RemoveAsync);
    }

    private static async Task<IResult> AddAsync(
        Guid product, [FromForm] string sku, GatewayClient gateway, Session session, ProductView view, CancellationToken cancellationToken)
    {
        if (!session.SignedIn)
            return Results.LocalRedirect($"~/login?return=/products/{product}");
        try
        {
            await gateway.SendAsync(HttpMethod.Post, "/notifications/stock-alerts", new AlertRequest(sku), session.AccessToken, cancellationToken);
            return Results.LocalRedirect($"~/products/{product}");
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 404 or 409)
        {
            return await view.ShowAsync(product, new(null, null, null), refusal.Problem.Messages(), cancellationToken);
        }
    }

    private static async Task<RazorComponentResult<AlertsPage>> ListAsync(AlertReader alerts, CancellationToken cancellationToken)
        => new(new { Alerts = await alerts.ListAsync(cancellationToken) });

    private static async Task<IResult> RemoveAsync([FromForm] string sku, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        try
        {
            await gateway.SendAsync(HttpMethod.Delete, $"/notifications/stock-alerts/{Uri.EscapeDataString(sku)}", session.AccessToken, cancellationToken);
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 404)
        {
            // It is back, or the alert was taken back elsewhere: there is nothing to wait for.
        }

        return Results.LocalRedirect("~/account/alerts");
    }
}
