using Ecommerce.SearchService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.SearchService.Features.Popular;

internal static class PopularEndpoints
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 50;

    public static RouteGroupBuilder MapPopular(this RouteGroupBuilder search)
    {
        search.MapGet("/popular", ListAsync)
            .WithName("ListPopularQueries").WithSummary("The queries that found something, most frequent first")
            .AllowAnonymous().ProducesProblem(StatusCodes.Status400BadRequest);
        return search;
    }

    private static async Task<Results<Ok<PopularResponse>, ProblemHttpResult>> ListAsync(
        string? limit, PopularQueryStore queries, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.CheckLimit(limit, out var maxItems, DefaultLimit, MaxLimit);
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        return TypedResults.Ok(new PopularResponse(await queries.ReadAsync(prefix: "", maxItems, cancellationToken)));
    }
}

internal sealed record PopularResponse(IReadOnlyList<PopularQuery> Items);
