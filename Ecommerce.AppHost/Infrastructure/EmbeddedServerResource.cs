using System.Net;
using System.Net.Sockets;

namespace Ecommerce.AppHost.Infrastructure;

/// <summary>A server that is a process of this machine.</summary>
internal sealed class EmbeddedServerResource(
    string name, string command, string workingDirectory, Func<EndpointReference, ReferenceExpression> connectionString)
    : ExecutableResource(name, command, workingDirectory), IResourceWithConnectionString
{
    public EndpointReference PrimaryEndpoint => new(this, "tcp");

    public ReferenceExpression ConnectionStringExpression => connectionString(PrimaryEndpoint);
}

internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
