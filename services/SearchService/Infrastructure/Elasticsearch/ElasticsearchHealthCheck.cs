using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.SearchService.Infrastructure.Elasticsearch;

internal sealed class ElasticsearchHealthCheck(ElasticsearchClient client) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await client.GetAsync("/_cluster/health?wait_for_status=yellow&timeout=1s", cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "Elasticsearch does not respond.", failure);
        }
    }
}
