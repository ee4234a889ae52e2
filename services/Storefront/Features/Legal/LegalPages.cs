using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Shipping;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Legal;

/// <summary>What a shop has to say about itself.</summary>
internal static class LegalPages
{
    public static void MapLegal(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/pages");
        pages.MapGet("/imprint", () => new RazorComponentResult<ImprintPage>());
        pages.MapGet("/privacy", () => new RazorComponentResult<PrivacyPage>());
        pages.MapGet("/terms", () => new RazorComponentResult<TermsPage>());
        pages.MapGet("/returns", () => new RazorComponentResult<ReturnsPage>());
        pages.MapGet("/shipping", ShowShippingAsync);
    }

    private static async Task<RazorComponentResult<ShippingPage>> ShowShippingAsync(
        ShippingMethods methods, GatewayClient gateway, CancellationToken cancellationToken)
        => new(new { Methods = await methods.ReadAsync(gateway, cancellationToken) });
}
