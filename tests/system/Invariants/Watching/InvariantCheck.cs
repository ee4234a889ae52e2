using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.Invariants.Watching;

/// <summary>One of the ten as a health check.</summary>
internal sealed class InvariantCheck(Watch watch, int number) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(watch.Latest?.Invariants.Single(invariant => invariant.Number == number) switch
        {
            null => HealthCheckResult.Degraded("the shop has not been looked at yet"),
            { State: Reporting.Broken } broken
                => HealthCheckResult.Unhealthy(string.Join("; ", broken.Violations.Take(3).Select(violation => violation.Text))),
            { State: Reporting.Unknown } unknown => HealthCheckResult.Degraded(string.Join("; ", unknown.Unknown)),
            _ => HealthCheckResult.Healthy(),
        });
}
