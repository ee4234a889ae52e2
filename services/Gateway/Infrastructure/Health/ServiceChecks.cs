using Ecommerce.Gateway.Domain;
using Ecommerce.Gateway.Infrastructure.Upstream;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.Gateway.Infrastructure.Health;

/// <summary>
/// Reports services that cannot be reached in the gateway's readiness. The gateway stays ready itself, degraded: the other services still
/// work through it.
/// </summary>
internal static class ServiceChecks
{
    public static void AddServiceChecks(this WebApplicationBuilder builder, RouteTable table)
    {
        var checks = builder.Services.AddHealthChecks();
        foreach (var service in table.Services)
            checks.Add(new HealthCheckRegistration(
                service, services => new ServiceCheck(
                    ServiceAddress.Of(service, builder.Configuration), services.GetRequiredService<UpstreamClient>()),
                failureStatus: HealthStatus.Degraded, tags: null));
    }
}

internal sealed class ServiceCheck(string address, UpstreamClient upstream) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), "/alive"));
            using var answer = await upstream.Invoker.SendAsync(request, cancellationToken);
            return (int)answer.StatusCode < StatusCodes.Status500InternalServerError
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, $"answers {(int)answer.StatusCode}");
        }
        catch (HttpRequestException failure)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "does not answer", failure);
        }
    }
}
