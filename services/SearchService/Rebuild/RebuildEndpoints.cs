using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.SearchService.Rebuild;

internal static class RebuildEndpoints
{
    public static RouteGroupBuilder MapRebuild(this RouteGroupBuilder search)
    {
        search.MapPost("/rebuild", RequestAsync).RequirePermission(Permissions.ProductsWrite)
            .Produces<RebuildStatus>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status409Conflict);
        search.MapGet("/rebuild", LastAsync).RequirePermission(Permissions.ProductsRead);
        return search;
    }

    private static async Task<Results<Accepted<RebuildStatus>, ProblemHttpResult>> RequestAsync(RebuildStore rebuilds, CancellationToken cancellationToken)
        => await rebuilds.RequestAsync(Guid.CreateVersion7(), cancellationToken)
            ? TypedResults.Accepted("/search/rebuild", await rebuilds.LastAsync(cancellationToken))
            : Problems.Problem(StatusCodes.Status409Conflict, "rebuild-in-progress", "The index is being rebuilt already.");

    private static async Task<Results<Ok<RebuildStatus>, ProblemHttpResult>> LastAsync(RebuildStore rebuilds, CancellationToken cancellationToken)
        => await rebuilds.LastAsync(cancellationToken) is { } rebuild ? TypedResults.Ok(rebuild) : Problems.NotFound("rebuild");
}
