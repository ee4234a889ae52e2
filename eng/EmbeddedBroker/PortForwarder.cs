using System.Net;
using System.Net.Sockets;

namespace Ecommerce.EmbeddedBroker;

/// <summary>
/// A known port in front of the cluster's own, which the cluster advertises as its address.
/// </summary>
internal sealed class PortForwarder : IDisposable
{
    private readonly TcpListener listener;
    private readonly int target;

    public PortForwarder(int port, int target)
    {
        this.target = target;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
                _ = ForwardAsync(await listener.AcceptTcpClientAsync(cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }

    public void Dispose() => listener.Dispose();

    private async Task ForwardAsync(TcpClient accepted, CancellationToken cancellationToken)
    {
        using var near = accepted;
        using var far = new TcpClient();
        try
        {
            near.NoDelay = far.NoDelay = true;
            await far.ConnectAsync(IPAddress.Loopback, target, cancellationToken);
            var (here, there) = (near.GetStream(), far.GetStream());
            await Task.WhenAny(here.CopyToAsync(there, cancellationToken), there.CopyToAsync(here, cancellationToken));
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
        {
            // Either side hung up; the client knows what to do.
        }
    }
}
