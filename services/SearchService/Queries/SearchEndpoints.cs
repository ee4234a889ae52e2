using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.SearchService.Queries;

internal static class SearchEndpoints
{
    public static RouteGroupBuilder MapSearch(this RouteGroupBuilder search)
    {
        search.MapGet("", SearchAsync).AllowAnonymous().ProducesProblem(StatusCodes.Status400BadRequest);
        return search;
    }

    private static async Task<Results<Ok<SearchResponse>, ProblemHttpResult>> SearchAsync(
        [AsParameters] SearchQueryString text, CategoryNameStore categories, Searcher searcher, CancellationToken cancellationToken)
    {
        var wrong = new FieldErrors();
        var names = await categories.GetAsync(cancellationToken);
        var request = text.Parse(names, wrong);
        return wrong.Refusal(out var refusal)
            ? refusal
            : TypedResults.Ok(SearchResponse.Of(request, await searcher.SearchAsync(request, cancellationToken), names));
    }
}
