using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.AnalyticsService.Rebuilds;

internal static class RebuildEndpoints
{
    private const string Path = "/analytics/rebuild";

    public static void AddRebuilds(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<SourceClient>().AddServiceToken();
        builder.Services
            .AddSingleton<RebuildStore>()
            .AddSingleton<Rebuilder>()
            .AddSingleton<RebuildWorker>()
            .AddHostedService(services => services.GetRequiredService<RebuildWorker>());
    }

    public static RouteGroupBuilder MapRebuilds(this RouteGroupBuilder analytics)
    {
        var rebuilds = analytics.MapGroup("rebuild").WithTags("Rebuild").RequirePermission(Permissions.AnalyticsWrite);
        rebuilds.MapPost("", BeginAsync).WithName("Rebuild").ProducesProblem(StatusCodes.Status409Conflict);
        rebuilds.MapGet("", ReadAsync).WithName("ReadRebuild").ProducesProblem(StatusCodes.Status404NotFound);
        return analytics;
    }

    private static async Task<Results<Accepted<Rebuild>, ProblemHttpResult>> BeginAsync(
        RebuildStore rebuilds, RebuildWorker worker, CancellationToken cancellationToken)
    {
        if (await rebuilds.BeginAsync(cancellationToken) is null || await rebuilds.LastAsync(cancellationToken) is not { } rebuild)
            return Problems.Problem(StatusCodes.Status409Conflict, "rebuild-running", "A rebuild is running.", $"Its state is at {Path}.");
        worker.Ask();
        return TypedResults.Accepted(Path, rebuild);
    }

    private static async Task<Results<Ok<Rebuild>, ProblemHttpResult>> ReadAsync(RebuildStore rebuilds, CancellationToken cancellationToken)
        => await rebuilds.LastAsync(cancellationToken) is { } rebuild ? TypedResults.Ok(rebuild) : Problems.NotFound("rebuild");
}
