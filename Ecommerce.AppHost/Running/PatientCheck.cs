using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.AppHost.Running;

/// <summary>
/// A check of an endpoint that waits ten seconds for another answer than unhealthy; then the last answer counts. Aspire looks again after
/// one second, then two, up to five, and whoever waits for the resource loses that time at each start; here a start is noticed as soon as
/// it is over.
/// </summary>
internal sealed class PatientCheck(EndpointReference endpoint, Func<EndpointReference, CancellationToken, Task<HealthCheckResult>> look)
    : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMilliseconds(200);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        while (true)
        {
            var result = endpoint.IsAllocated ? await look(endpoint, cancellationToken) : HealthCheckResult.Unhealthy("Not started yet.");
            if (result.Status != HealthStatus.Unhealthy || time.GetElapsedTime(started) > Patience)
                return result;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}

internal static class PatientCheckExtensions
{
    /// <summary>The resource is ready when <paramref name="look"/> finds its endpoint so.</summary>
    public static IResourceBuilder<T> WithPatientCheck<T>(
        this IResourceBuilder<T> resource, string endpoint, Func<EndpointReference, CancellationToken, Task<HealthCheckResult>> look)
        where T : IResourceWithEndpoints
    {
        var key = $"{resource.Resource.Name}_{endpoint}";
        resource.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, new PatientCheck(resource.GetEndpoint(endpoint), look));
        return resource.WithHealthCheck(key);
    }
}
