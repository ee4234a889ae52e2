using System.Globalization;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Listing;

internal static class ListingPages
{
    private const int PageSize = 24;

    public static void MapListing(this IEndpointRouteBuilder routes) => routes.MapGet("/", ShowAsync);

    private static async Task<IResult> ShowAsync(
        string? category, string? after, ProductCatalog catalog, GatewayClient gateway, Session session,
        CancellationToken cancellationToken)
    {
        var query = QueryString.Create("limit", PageSize.ToString(CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(category))
            query = query.Add("category", category);
        if (!string.IsNullOrEmpty(after))
            query = query.Add("after", after);

        var products = catalog.ListAsync(query, cancellationToken);
        var categories = await gateway.GetAsync<IReadOnlyList<Category>>("/categories", session.AccessToken, cancellationToken);
        return !string.IsNullOrEmpty(category) && categories.All(known => known.Name != category)
            ? Pages.NotFound()
            : new RazorComponentResult<ListingPage>(new { Category = category, Categories = categories, Products = await products });
    }
}
