using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MongoDB.Driver;

namespace Ecommerce.Mongo.Tests;

/// <summary>
/// A line to the server that is cut where a test says: before a command reaches the server, or before its answer comes back.
/// </summary>
internal sealed class LossyLine : IAsyncDisposable
{
    private const int HeaderBytes = 16;
    private const int OpMsg = 2013;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, int> requestsToLose = new(), answersToLose = new(), seen = new();
    private readonly MongoServerAddress server;
    private readonly Task accepting;

    /// <param name="url">Of the server, with the database.</param>
    public LossyLine(string url)
    {
        var direct = new MongoUrlBuilder(url);
        server = direct.Server;
        listener.Start();
        direct.Server = new MongoServerAddress("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        Url = direct.ToString();
        accepting = AcceptAsync();
    }

    /// <summary>Leads to the same database over the line.</summary>
    public string Url { get; }

    /// <summary>The next <paramref name="times"/> of that command never reach the server.</summary>
    public void LoseRequests(string command, int times = 1) => requestsToLose[command] = times;

    /// <summary>The server does what the next <paramref name="times"/> of that command say, and nobody hears of it.</summary>
    public void LoseAnswers(string command, int times = 1) => answersToLose[command] = times;

    /// <summary>How many of that command have reached the server.</summary>
    public int Seen(string command) => seen.GetValueOrDefault(command);

    /// <summary>Nothing gets through any more.</summary>
    public async Task CutAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true) _ = ForwardAsync(await listener.AcceptTcpClientAsync(stop.Token));
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var onward = new TcpClient();
        using (client)
        {
            try
            {
                await onward.ConnectAsync(server.Host, server.Port, stop.Token);
                var lost = new ConcurrentDictionary<int, bool>();
                await Task.WhenAny(
                    RequestsAsync(client.GetStream(), onward.GetStream(), lost),
                    AnswersAsync(onward.GetStream(), client.GetStream(), lost));
            }
            catch (Exception ended) when (ended is SocketException or IOException or OperationCanceledException)
            {
                // One of both has hung up.
            }
        }
    }

    private async Task RequestsAsync(NetworkStream from, NetworkStream to, ConcurrentDictionary<int, bool> lost)
    {
        while (await ReadAsync(from) is { } message)
        {
            var command = CommandOf(message);
            if (Takes(requestsToLose, command)) return;
            seen.AddOrUpdate(command, 1, (_, count) => count + 1);
            if (Takes(answersToLose, command)) lost[BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(4))] = true;
            await to.WriteAsync(message, stop.Token);
        }
    }

    private async Task AnswersAsync(NetworkStream from, NetworkStream to, ConcurrentDictionary<int, bool> lost)
    {
        while (await ReadAsync(from) is { } message && !lost.ContainsKey(BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(8))))
            await to.WriteAsync(message, stop.Token);
    }

    private async Task<byte[]?> ReadAsync(NetworkStream from)
    {
        var header = new byte[HeaderBytes];
        if (await from.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, stop.Token) < HeaderBytes) return null;
        var message = new byte[BinaryPrimitives.ReadInt32LittleEndian(header)];
        header.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(HeaderBytes), stop.Token);
        return message;
    }

    /// <summary>
    /// The first name in the first section's document: flags (4 bytes), the section's kind (1), the document's length (4), the element's
    /// type (1).
    /// </summary>
    private static string CommandOf(byte[] message)
    {
        if (BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(12)) != OpMsg) return "";
        var name = message.AsSpan(HeaderBytes + 10);
        return Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]);
    }

    private static bool Takes(ConcurrentDictionary<string, int> left, string command)
    {
        while (left.TryGetValue(command, out var times) && times > 0)
        {
            if (left.TryUpdate(command, times - 1, times)) return true;
        }

        return false;
    }
}
