using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.StockAlerts;

/// <summary>Alerts for sold-out products that are back in stock.</summary>
internal static class AlertPages
{
    private static readonly string ConfirmFirst = Texts.Key(
        "We keep this in mind, and write to you as soon as you have confirmed your email address: follow the link that we sent you.");

    public static void MapStockAlerts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/products/{product:guid}/alerts", AddAsync).DisableAntiforgery();
        var alerts = routes.MapGroup("/account/alerts").DisableAntiforgery();
        alerts.MapGet("", ListAsync);
        alerts.MapPost("/remove", RemoveAsync);
    }

    private static async Task<IResult> AddAsync(
        Guid product, [FromForm] string sku, GatewayClient gateway, Session session, IProductPage page, IStringLocalizer<Texts> texts,
        CancellationToken cancellationToken)
    {
        if (!session.SignedIn)
            return Results.LocalRedirect($"~/login?return=/products/{product}");
        try
        {
            var alert = await gateway.SendAsync<AlertRequest, AlertAnswer>(
                HttpMethod.Post, "/notifications/stock-alerts", new AlertRequest(sku), session.AccessToken, cancellationToken);
            return alert.AwaitsVerification == true
                ? await page.ShowAsync(product, [texts[ConfirmFirst]], cancellationToken)
                : Results.LocalRedirect($"~/products/{product}");
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 404 or 409)
        {
            return await page.ShowAsync(product, refusal.Problem.Messages(), cancellationToken);
        }
    }

    private static async Task<RazorComponentResult<AlertsPage>> ListAsync(AlertReader alerts, CancellationToken cancellationToken)
        => new(new { Alerts = await alerts.ListAsync(cancellationToken) });

    private static async Task<IResult> RemoveAsync(
        [FromForm] string sku, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        try
        {
            await gateway.SendAsync(
                HttpMethod.Delete, $"/notifications/stock-alerts/{Uri.EscapeDataString(sku)}", session.AccessToken, cancellationToken);
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 404)
        {
            // The alert was sent or removed meanwhile.
        }

        return Results.LocalRedirect("~/account/alerts");
    }
}
