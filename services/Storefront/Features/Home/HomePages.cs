using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Home;

internal static class HomePages
{
    public static void MapHome(this IEndpointRouteBuilder routes) => routes.MapGet("/", ShowAsync);

    private static async Task<IResult> ShowAsync(
        string? category, HomeReader home, GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => string.IsNullOrEmpty(category)
            ? new RazorComponentResult<HomePage>(new { Parts = await home.ReadAsync(cancellationToken) })
            : await LeadToCategoryAsync(category, gateway, session, cancellationToken);

    /// <summary>Where categories had their pages before: links to them are out there.</summary>
    private static async Task<IResult> LeadToCategoryAsync(
        string name, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        var known = await gateway.GetAsync<IReadOnlyList<Category>>("/categories", session.AccessToken, cancellationToken);
        return known.FirstOrDefault(category => category.Name == name) is { } found
            ? Results.LocalRedirect("~" + Addresses.Category(found.Slug), permanent: true)
            : Pages.NotFound();
    }
}
