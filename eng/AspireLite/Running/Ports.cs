using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running;

/// <summary>The TCP ports of this machine.</summary>
internal static class Ports
{
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <exception cref="DistributedApplicationException">A port that the model wishes for is taken; the message names it.</exception>
    public static void EnsureFree(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
        {
            foreach (var endpoint in ServiceProducers.EndpointsOf(resource))
            {
                if (endpoint.Port is { } port && !IsFree(port))
                    throw new DistributedApplicationException(
                        $"Port {port}, wished for by endpoint '{endpoint.Name}' of '{resource.Name}', is taken by another process.");
            }
        }
    }
}
