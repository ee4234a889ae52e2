using System.Net.Sockets;
using System.Text;

namespace Ecommerce.Conformance;

/// <summary>A request that the service has begun to handle and that waits for the rest of its body.</summary>
internal sealed class SlowRequest : IDisposable
{
    private readonly TcpClient connection;
    private readonly StreamReader answer;
    private readonly string body;

    private SlowRequest(TcpClient connection, string body)
    {
        this.connection = connection;
        this.body = body;
        answer = new StreamReader(connection.GetStream(), Encoding.Latin1);
    }

    /// <summary>Returns once the service has asked for the body: it is inside the handler.</summary>
    public static async Task<SlowRequest> BeginAsync(Uri address, JsonCall call, string token)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var request = new SlowRequest(client, "{}");
        var headers = string.Concat(call.Headers.Select(header => $"{header.Key}: {header.Value}\r\n"));
        await request.SendAsync(
            $"{call.Method} {call.Path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\n{headers}"
            + $"Content-Type: application/json\r\nContent-Length: {request.body.Length}\r\nExpect: 100-continue\r\n\r\n");
        var go = await request.answer.ReadLineAsync();
        return go?.Contains("100", StringComparison.Ordinal) == true
            ? request
            : throw new InvalidOperationException($"The service did not ask for the body but said: {go}");
    }

    /// <summary>Sends the body.</summary>
    /// <returns>The status code of the answer.</returns>
    public async Task<int> FinishAsync()
    {
        await SendAsync(body);
        await answer.ReadLineAsync();
        var status = await answer.ReadLineAsync() ?? throw new InvalidOperationException("The connection was closed without an answer.");
        return int.Parse(status.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        answer.Dispose();
        connection.Dispose();
    }

    private Task SendAsync(string text) => connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();
}
