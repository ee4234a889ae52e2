using Ecommerce.SearchService.Domain;
using Ecommerce.SearchService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.SearchService.Features.Rebuild;

internal static class RebuildEndpoints
{
    public static RouteGroupBuilder MapRebuild(this RouteGroupBuilder search)
    {
        search.MapPost("/rebuild", RequestAsync).WithName("RebuildIndex").WithSummary("Rebuilds the index from the catalogue")
            .RequirePermission(Permissions.ProductsWrite)
            .Produces<RebuildStatus>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status409Conflict);
        search.MapGet("/rebuild", FindLastAsync).WithName("GetIndexRebuild").WithSummary("How the last rebuild of the index went")
            .RequirePermission(Permissions.ProductsRead);
        return search;
    }

    private static async Task<Results<Accepted<RebuildStatus>, ProblemHttpResult>> RequestAsync(
        RebuildStore rebuilds, CancellationToken cancellationToken)
    {
        if (!await rebuilds.TryRequestAsync(Guid.CreateVersion7(), cancellationToken))
            return Problems.Problem(StatusCodes.Status409Conflict, "rebuild-in-progress", "The index is already being rebuilt.");
        return TypedResults.Accepted("/search/rebuild", await rebuilds.FindLastAsync(cancellationToken));
    }

    private static async Task<Results<Ok<RebuildStatus>, ProblemHttpResult>> FindLastAsync(
        RebuildStore rebuilds, CancellationToken cancellationToken)
        => await rebuilds.FindLastAsync(cancellationToken) is { } rebuild ? TypedResults.Ok(rebuild) : Problems.NotFound("rebuild");
}
