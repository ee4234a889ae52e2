using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.ServiceDefaults.Metrics;

internal static class MetricsEndpoint
{
    /// <summary>For the cluster's Prometheus alone: the gateway has no route to it.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder endpoints)
        => endpoints.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous().DisableHttpMetrics();
}
