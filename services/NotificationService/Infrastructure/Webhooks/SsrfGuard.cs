using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Infrastructure.Webhooks;

/// <summary>The host has no public address.</summary>
internal sealed class ForbiddenAddressException : IOException;

/// <summary>
/// Connects webhooks to public addresses only (protection against server-side request forgery). The name is resolved here and the
/// connection goes to the checked address, so DNS rebinding has no effect.
/// </summary>
internal sealed class SsrfGuard(IOptions<WebhookOptions> options)
{
    /// <summary>Whether an address may be written down as an endpoint's; a host name is checked when it is called.</summary>
    public bool IsAllowed(Uri url)
    {
        // A dot at the end names the same host.
        var host = url.IdnHost.Trim('[', ']').TrimEnd('.');
        return url.IsLoopback || IsLocalhost(host)
            ? options.Value.AllowLoopback
            : !IPAddress.TryParse(host, out var address) || IsAllowed(address);
    }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var endPoint = context.DnsEndPoint;
        var resolved = await Dns.GetHostAddressesAsync(endPoint.Host, cancellationToken);
        var addresses = resolved.Where(IsAllowed).ToArray();
        if (addresses.Length == 0)
            throw new ForbiddenAddressException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsLocalhost(string host)
        => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private bool IsAllowed(IPAddress address)
        => PublicAddress.IsPublic(address) || (options.Value.AllowLoopback && IPAddress.IsLoopback(address));
}
