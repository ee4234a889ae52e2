using Ecommerce.Storefront.Account;
using Ecommerce.Storefront.Gateway;
using Ecommerce.Storefront.Products;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Search;

internal static class SearchPages
{
    private const int PageSize = 24;

    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/search", SearchAsync);
        routes.MapGet("/search/suggestions", SuggestAsync);
    }

    /// <summary>A shop whose search is away still has its shelves.</summary>
    private static async Task<IResult> SearchAsync(
        HttpRequest request, GatewayClient gateway, Catalogue catalogue, Session session, CancellationToken cancellationToken)
    {
        var query = SearchQuery.Of(request.Query);
        try
        {
            var answer = await gateway.GetAsync<SearchAnswer>("/search" + query.ForApi(PageSize), session.AccessToken, cancellationToken);
            return new RazorComponentResult<SearchPage>(new { Query = query, Answer = answer });
        }
        catch (Exception failure) when (IsAway(failure))
        {
            var categories = gateway.GetAsync<IReadOnlyList<Category>>("/categories", session.AccessToken, cancellationToken);
            var products = catalogue.ListAsync(QueryString.Create("limit", $"{PageSize}"), cancellationToken);
            return new RazorComponentResult<ShelfPage>(new
            {
                Categories = await categories, Products = await products, Notice = "The search does not answer at the moment. Here is what we have.",
            });
        }
    }

    /// <summary>A part of a page: what may be meant by what is typed so far. Nothing where the search is away.</summary>
    private static async Task<IResult> SuggestAsync(string? q, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        var answer = new SuggestionsAnswer([], []);
        try
        {
            if (!string.IsNullOrWhiteSpace(q))
                answer = await gateway.GetAsync<SuggestionsAnswer>("/search/suggestions" + QueryString.Create("q", q), session.AccessToken, cancellationToken);
        }
        catch (Exception failure) when (IsAway(failure))
        {
            // Whoever types goes on typing.
        }

        return new RazorComponentResult<Suggestions>(new { Answer = answer });
    }

    private static bool IsAway(Exception failure)
        => failure is HttpRequestException or GatewayException { Status: >= System.Net.HttpStatusCode.InternalServerError or System.Net.HttpStatusCode.NotFound };
}
