using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>
/// Listening alone proves nothing: the orchestrator's proxy listens before the server does, and hangs up while there is none.
/// </summary>
internal sealed class TcpHealthCheck(EndpointReference endpoint) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!endpoint.IsAllocated)
            return HealthCheckResult.Unhealthy("Not started yet.");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            return await HangsUpAsync(client.GetStream(), cancellationToken)
                ? HealthCheckResult.Unhealthy("Hangs up.")
                : HealthCheckResult.Healthy();
        }
        catch (SocketException failure)
        {
            return HealthCheckResult.Unhealthy("Does not listen.", failure);
        }
    }

    private static async Task<bool> HangsUpAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await stream.ReadAsync(new byte[1], patience.Token) == 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
