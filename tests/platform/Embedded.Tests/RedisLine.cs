using System.Net;
using System.Net.Sockets;

namespace Ecommerce.Embedded.Tests;

/// <summary>Redis's inline commands, which need no client.</summary>
internal static class RedisLine
{
    /// <summary>Signs in, sends one command, and returns the first line of its answer.</summary>
    public static async Task<string?> SendAsync(int port, string? password, string command)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = socket.GetStream();
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\r\n" };
        if (password is not null)
        {
            await writer.WriteLineAsync($"AUTH \"{password}\"");
            Assert.Equal("+OK", await reader.ReadLineAsync());
        }

        await writer.WriteLineAsync(command);
        return await reader.ReadLineAsync();
    }
}
