using Ecommerce.AnalyticsService.Domain;
using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.AnalyticsService.Infrastructure.Workers;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.AnalyticsService.Features.Rebuilds;

internal static class RebuildEndpoints
{
    private const string Path = "/analytics/rebuild";

    public static RouteGroupBuilder MapRebuilds(this RouteGroupBuilder analytics)
    {
        var rebuilds = analytics.MapGroup("rebuild").WithTags("Rebuild").RequirePermission(Permissions.AnalyticsWrite);
        rebuilds.MapPost("", StartAsync).WithName("Rebuild").WithSummary("Rebuilds all numbers from the services' exports")
            .ProducesProblem(StatusCodes.Status409Conflict);
        rebuilds.MapGet("", ReadAsync).WithName("ReadRebuild").WithSummary("How the last rebuild went")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return analytics;
    }

    private static async Task<Results<Accepted<Rebuild>, ProblemHttpResult>> StartAsync(
        RebuildStore rebuilds, RebuildWorker worker, CancellationToken cancellationToken)
    {
        if (!await rebuilds.TryStartAsync(cancellationToken) || await rebuilds.FindLastAsync(cancellationToken) is not { } rebuild)
            return Problems.Problem(StatusCodes.Status409Conflict, "rebuild-running", "A rebuild is running.", $"Its state is at {Path}.");
        worker.Wake();
        return TypedResults.Accepted(Path, rebuild);
    }

    private static async Task<Results<Ok<Rebuild>, ProblemHttpResult>> ReadAsync(RebuildStore rebuilds, CancellationToken cancellationToken)
        => await rebuilds.FindLastAsync(cancellationToken) is { } rebuild ? TypedResults.Ok(rebuild) : Problems.NotFound("rebuild");
}
