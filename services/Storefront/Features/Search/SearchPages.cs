using Ecommerce.Storefront.Features.Listing;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Search;

internal static class SearchPages
{
    private static readonly string Notice = Texts.Key("The search does not answer at the moment. Here is what we have.");

    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/search", SearchAsync);
        routes.MapGet("/search/suggestions", SuggestAsync);
    }

    /// <summary>Shows the product list while search is unavailable.</summary>
    private static async Task<IResult> SearchAsync(HttpRequest request, ShelfReader shelf, CancellationToken cancellationToken)
    {
        var query = SearchQuery.Of(request.Query);
        return await shelf.FindAsync(query, cancellationToken) is { } answer
            ? new RazorComponentResult<SearchPage>(new { Query = query, Answer = answer })
            : await shelf.ShowPlainAsync("/products", Notice, category: null, after: null, cancellationToken);
    }

    /// <summary>Suggestions for the typed text, as part of a page. Empty while search is unavailable.</summary>
    private static async Task<IResult> SuggestAsync(string? q, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        var answer = string.IsNullOrWhiteSpace(q)
            ? null
            : await OptionalPart.ReadAsync(
                async token => await gateway.GetAsync<SuggestionsResponse>(
                    "/search/suggestions" + QueryString.Create("q", q), session.AccessToken, token),
                cancellationToken);
        return new RazorComponentResult<Suggestions>(new { Answer = answer ?? new SuggestionsResponse([], []) });
    }
}
