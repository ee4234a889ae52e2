using System.Net.Sockets;
using Ecommerce.AppHost.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.AppHost.Infrastructure;

/// <summary>An embedded server is ready when it listens: its launcher opens the port last.</summary>
internal sealed class PortCheck(EndpointReference endpoint) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => PatientCheck.UntilReadyAsync(ConnectAsync, TimeProvider.System, cancellationToken);

    private async Task<HealthCheckResult> ConnectAsync(CancellationToken cancellationToken)
    {
        if (!endpoint.IsAllocated)
            return HealthCheckResult.Unhealthy("Not started yet.");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (SocketException failure)
        {
            return HealthCheckResult.Unhealthy($"Port {endpoint.Port} refuses.", failure);
        }
    }
}

internal static class PortCheckExtensions
{
    public static IResourceBuilder<EmbeddedServerResource> WithPortCheck(this IResourceBuilder<EmbeddedServerResource> server)
    {
        var key = $"{server.Resource.Name}_port";
        server.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, new PortCheck(server.Resource.PrimaryEndpoint));
        return server.WithHealthCheck(key);
    }
}
