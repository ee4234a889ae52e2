using System.Net;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Search;

internal static class SearchPages
{
    private const int PageSize = 24;

    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/search", SearchAsync);
        routes.MapGet("/search/suggestions", SuggestAsync);
    }

    /// <summary>Shows the product list while search is unavailable.</summary>
    private static async Task<IResult> SearchAsync(
        HttpRequest request, GatewayClient gateway, ProductCatalog catalog, Session session, CancellationToken cancellationToken)
    {
        var query = SearchQuery.Of(request.Query);
        try
        {
            var answer = await gateway.GetAsync<SearchResponse>("/search" + query.ForApi(PageSize), session.AccessToken, cancellationToken);
            return new RazorComponentResult<SearchPage>(new { Query = query, Answer = answer });
        }
        catch (Exception failure) when (IsUnavailable(failure))
        {
            var categories = gateway.GetAsync<IReadOnlyList<Category>>("/categories", session.AccessToken, cancellationToken);
            var products = catalog.ListAsync(QueryString.Create("limit", $"{PageSize}"), cancellationToken);
            return new RazorComponentResult<ListingPage>(new
            {
                Categories = await categories, Products = await products,
                Notice = "The search does not answer at the moment. Here is what we have.",
            });
        }
    }

    /// <summary>Suggestions for the typed text, as part of a page. Empty while search is unavailable.</summary>
    private static async Task<IResult> SuggestAsync(string? q, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        var answer = new SuggestionsResponse([], []);
        try
        {
            if (!string.IsNullOrWhiteSpace(q))
                answer = await gateway.GetAsync<SuggestionsResponse>(
                    "/search/suggestions" + QueryString.Create("q", q), session.AccessToken, cancellationToken);
        }
        catch (Exception failure) when (IsUnavailable(failure))
        {
            // Suggestions are optional.
        }

        return new RazorComponentResult<Suggestions>(new { Answer = answer });
    }

    private static bool IsUnavailable(Exception failure)
        => failure is HttpRequestException
            or GatewayException { Status: >= HttpStatusCode.InternalServerError or HttpStatusCode.NotFound };
}
