using Ecommerce.SearchService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.SearchService.Features.Search;

internal static class SearchEndpoints
{
    public static RouteGroupBuilder MapSearch(this RouteGroupBuilder search)
    {
        search.MapGet("", SearchAsync).WithName("SearchProducts").WithSummary("Searches products, with facets")
            .AllowAnonymous().ProducesProblem(StatusCodes.Status400BadRequest);
        return search;
    }

    private static async Task<Results<Ok<SearchResponse>, ProblemHttpResult>> SearchAsync(
        [AsParameters] SearchQueryString query, CategoryNameStore categories, Searcher searcher, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var names = await categories.GetAsync(cancellationToken);
        var request = query.Parse(names, errors);
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        var result = await searcher.SearchAsync(request, cancellationToken);
        return TypedResults.Ok(SearchResponse.Of(request, result, names));
    }
}
