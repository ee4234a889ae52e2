using Ecommerce.SearchService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.SearchService.Features.Search;

internal static class SearchEndpoints
{
    public static RouteGroupBuilder MapSearch(this RouteGroupBuilder search)
    {
        search.MapGet("", SearchAsync).WithName("SearchProducts").WithSummary("Searches products, with facets")
            .AllowAnonymous().Produces<SearchResponse>().ProducesProblem(StatusCodes.Status400BadRequest);
        return search;
    }

    private static async Task<IResult> SearchAsync(
        [AsParameters] SearchQueryString query, HttpContext http, CategoryNameStore categories, SearchAnswers answers,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var names = await categories.GetAsync(cancellationToken);
        var request = query.Parse(names, errors);
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        return new JsonBytes(await answers.SearchAsync(http.Request.QueryString.Value ?? "", request, names, cancellationToken));
    }
}
