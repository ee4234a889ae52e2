using System.Net;
using System.Net.Sockets;

namespace Ecommerce.NotificationService.Webhooks;

/// <summary>The host has no address that webhooks may go to.</summary>
internal sealed class ForbiddenAddressException : IOException;

/// <summary>
/// Connects webhooks to the internet alone. The name is looked up here, and the connection goes to the address that was looked at: a name
/// that means another address a moment later changes nothing.
/// </summary>
internal sealed class GuardedConnections(IHostEnvironment environment)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = (await Dns.GetHostAddressesAsync(host, cancellationToken)).Where(IsAllowed).ToArray();
        if (addresses.Length == 0)
            throw new ForbiddenAddressException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A developer's endpoint is on the same machine.
    public bool IsAllowed(IPAddress address) => environment.IsDevelopment() || PublicAddress.Is(address);
}
