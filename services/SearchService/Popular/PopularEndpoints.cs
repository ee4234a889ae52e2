using Ecommerce.SearchService.Queries;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.SearchService.Popular;

internal static class PopularEndpoints
{
    public static RouteGroupBuilder MapPopular(this RouteGroupBuilder search)
    {
        search.MapGet("/popular", ListAsync).AllowAnonymous().ProducesProblem(StatusCodes.Status400BadRequest);
        return search;
    }

    private static async Task<Results<Ok<PopularResponse>, ProblemHttpResult>> ListAsync(
        string? limit, PopularQueries queries, CancellationToken cancellationToken)
    {
        var wrong = new FieldErrors();
        var most = SearchQueryString.ParseLimit(limit, 10, 50, wrong);
        return wrong.Refusal(out var refusal) ? refusal : TypedResults.Ok(new PopularResponse(await queries.ReadAsync("", most, cancellationToken)));
    }
}

internal sealed record PopularResponse(IReadOnlyList<PopularQuery> Items);
