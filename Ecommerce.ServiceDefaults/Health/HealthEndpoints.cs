using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.ServiceDefaults.Health;

internal static class HealthEndpoints
{
    /// <summary>Marks the checks that say whether the process itself works; a restart helps only them.</summary>
    private const string Live = "live";

    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(2);

    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks()
            .AddCheck("process", () => HealthCheckResult.Healthy(), [Live])
            .AddCheck<ShutdownCheck>("accepting-requests");
        builder.Services.PostConfigure<HealthCheckServiceOptions>(LimitChecks);
    }

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var readiness = new HealthCheckOptions { ResponseWriter = HealthReportWriter.WriteAsync };
        var liveness =
            new HealthCheckOptions { ResponseWriter = HealthReportWriter.WriteAsync, Predicate = check => check.Tags.Contains(Live) };

        foreach (var (path, options) in new[]
        {
            ("/health", readiness), ("/v1/check/readiness", readiness), ("/alive", liveness), ("/v1/check/liveness", liveness),
        })
            endpoints.MapHealthChecks(path, options).AllowAnonymous().DisableHttpMetrics();
    }

    /// <summary>A dependency that hangs is as bad as one that is gone, and a probe does not wait for it.</summary>
    private static void LimitChecks(HealthCheckServiceOptions options)
    {
        foreach (var check in options.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
            check.Timeout = CheckTimeout;
    }
}
