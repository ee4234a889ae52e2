using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Ecommerce.Testing;

/// <summary>Ports of 127.0.0.1.</summary>
public static class Ports
{
    // Held until this process ends: a server that a test has stopped finds its port free again, although others look for one meanwhile.
    private static readonly ConcurrentBag<FileStream> Reservations = [];

    private static readonly string Folder
        = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"ecommerce-test-ports-{Environment.UserName}")).FullName;

    /// <summary>
    /// A port that nobody listens on now, outside the range that the system gives to outgoing connections. No other test process on this
    /// machine gets it while this one runs.
    /// </summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 32_000);
            if (TryReserve(port) && IsUnused(port))
                return port;
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

    /// <summary>By a file that one process alone can have open.</summary>
    private static bool TryReserve(int port)
    {
        try
        {
            Reservations.Add(new(
                Path.Combine(Folder, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1,
                FileOptions.DeleteOnClose));
            return true;
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsUnused(int port)
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
}
