using System.Net;
using System.Net.Sockets;

namespace Ecommerce.Testing;

/// <summary>A port that leads to a server that goes on: to whoever comes by this port, that server comes and goes.</summary>
/// <param name="target">Where it leads.</param>
public sealed class Forwarder(DnsEndPoint target) : IDisposable
{
    private CancellationTokenSource stop = new();
    private Task accepting = Task.CompletedTask;

    /// <summary>Where it leads from now on.</summary>
    public DnsEndPoint Target { get; set; } = target;

    /// <summary>Where it listens on 127.0.0.1; the same after a stop.</summary>
    public int Port { get; } = Ports.Free();

    public void Start()
    {
        stop.Dispose();
        stop = new();
        var listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync(listener, stop.Token);
    }

    /// <summary>Hangs up on everybody.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stop.Dispose();

    private async Task AcceptAsync(TcpListener listener, CancellationToken stopping)
    {
        using (listener)
        {
            while (true)
                _ = ForwardAsync(await listener.AcceptTcpClientAsync(stopping), stopping);
        }
    }

    private async Task ForwardAsync(TcpClient client, CancellationToken stopping)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(Target.Host, Target.Port, stopping);
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(server.GetStream(), stopping),
                    server.GetStream().CopyToAsync(client.GetStream(), stopping));
            }
            catch (Exception ended) when (ended is SocketException or OperationCanceledException)
            {
                // Nobody is there, or everybody is hung up on.
            }
        }
    }
}
