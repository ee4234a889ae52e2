using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.SampleService;

internal sealed class NeighbourClient(HttpClient http)
{
    public Task<string> AskAsync(CancellationToken cancellationToken)
        => http.GetStringAsync(new Uri("/answer", UriKind.Relative), cancellationToken);
}

/// <summary>Stands for a database: the service is ready only while it answers.</summary>
internal sealed class NeighbourCheck(NeighbourClient neighbour) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await neighbour.AskAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
