using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.AppHost.Infrastructure;

/// <summary>An embedded server is ready when it listens: its launcher opens the port last.</summary>
internal static class PortCheck
{
    public static async Task<HealthCheckResult> ConnectAsync(EndpointReference endpoint, CancellationToken cancellationToken)
    {
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
