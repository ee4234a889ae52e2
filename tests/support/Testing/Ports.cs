using System.Net;
using System.Net.Sockets;

namespace Ecommerce.Testing;

/// <summary>Ports of 127.0.0.1.</summary>
public static class Ports
{
    /// <summary>A port that nobody listens on now, outside the range that the system gives to outgoing connections.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }
    }

    /// <summary>Whether somebody accepts connections on <paramref name="port"/>.</summary>
    public static async Task<bool> IsOpenAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
