using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Ecommerce.ServiceDefaults.Tests;

/// <summary>Requests that the server refuses before any middleware has them, sent byte by byte: no client would.</summary>
public sealed class MalformedRequestTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    [Theory]
    [InlineData("GET /samples/a%00b HTTP/1.1\r\nHost: shop\r\n\r\n", 400, "invalid-request")]
    [InlineData("DELETE /%00 HTTP/1.1\r\nHost: shop\r\n\r\n", 400, "invalid-request")]
    [InlineData("POST /samples/%2500/%00 HTTP/1.1\r\nHost: shop\r\nContent-Length: 2\r\n\r\n{}", 400, "invalid-request")]
    [InlineData("GET /samples/a%00b HTTP/1.0\r\n\r\n", 400, "invalid-request")]
    [InlineData("GET /alive HTTP/1.1\r\n\r\n", 400, "invalid-request")]
    [InlineData("GET /alive HTTP/1.1\r\nHost: shop\r\nA: \0\r\n\r\n", 400, "invalid-request")]
    [InlineData("nonsense\r\n\r\n", 400, "invalid-request")]
    [InlineData("GET /alive HTTP/9.9\r\nHost: shop\r\n\r\n", 505, "status-505")]
    public async Task Malformed_request_is_answered_with_a_problem_and_the_connection_closed(string request, int status, string name)
    {
        var (head, body) = Split(await SendAsync(request));

        Assert.StartsWith($"HTTP/1.1 {status} ", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/problem+json", head, StringComparison.Ordinal);
        Assert.Contains("Cache-Control: no-store", head, StringComparison.Ordinal);
        Assert.Contains("Connection: close", head, StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {Encoding.UTF8.GetByteCount(body)}", head, StringComparison.Ordinal);
        var problem = JsonElement.Parse(body);
        Assert.Equal($"urn:ecommerce:problem:{name}", problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
        Assert.DoesNotContain("fail:", edge.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("crit:", edge.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_request_after_another_on_its_connection_is_answered_once()
    {
        const string Good = "GET /alive HTTP/1.1\r\nHost: shop\r\n\r\n";

        var answers = await SendAsync($"{Good}GET /%00 HTTP/1.1\r\nHost: shop\r\n\r\n{Good}");

        Assert.StartsWith("HTTP/1.1 200 ", answers, StringComparison.Ordinal);
        Assert.Equal(["200", "400"], answers.Split("HTTP/1.1 ").Skip(1).Select(answer => answer[..3]));
        Assert.EndsWith("}", answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_HEAD_request_is_answered_without_a_body()
    {
        var (head, body) = Split(await SendAsync("HEAD /alive HTTP/1.1\r\nHost: shop\r\nA: \0\r\n\r\n"));

        Assert.StartsWith("HTTP/1.1 400 ", head, StringComparison.Ordinal);
        Assert.Equal("", body);
    }

    /// <summary>All that comes until the server closes the connection.</summary>
    private async Task<string> SendAsync(string request)
    {
        var server = edge.Process.Client.BaseAddress!;
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static (string Head, string Body) Split(string answer)
    {
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (answer[..end], answer[(end + 4)..]);
    }
}
