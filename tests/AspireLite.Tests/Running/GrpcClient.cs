using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Ecommerce.AspireLite.Tests.Running;

/// <summary>gRPC as its specification has it, on HttpClient: prefix of five bytes, message, trailers.</summary>
internal sealed class GrpcClient(Uri server, string key) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };

    /// <param name="fields">The request's text fields by number.</param>
    public async Task<(string Status, WireMessage? Answer)> CallAsync(string method, params (int Number, string Text)[] fields)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var response = await SendAsync(method, fields, limit.Token);
        await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
        var answer = await ReadAsync(body, limit.Token);
        while (await ReadAsync(body, limit.Token) is not null)
        {
        }

        return (StatusOf(response), answer);
    }

    public async IAsyncEnumerable<WireMessage> StreamAsync(
        string method, (int Number, string Text)[] fields, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, fields, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await ReadAsync(body, cancellationToken) is { } message) yield return message;
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string method, (int Number, string Text)[] fields, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/aspire.v1.DashboardService/{method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Frame(fields)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.ParseAdd("trailers");
        request.Headers.Add("x-resource-service-api-key", key);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.MediaType);
        return response;
    }

    private static byte[] Frame((int Number, string Text)[] fields)
    {
        using var message = new MemoryStream();
        using var output = new CodedOutputStream(message);
        foreach (var (number, text) in fields)
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteString(text);
        }

        output.Flush();
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, (int)message.Length);
        return [0, .. length, .. message.ToArray()];
    }

    private static async Task<WireMessage?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var prefix = new byte[5];
        if (await body.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken) < prefix.Length) return null;
        Assert.Equal(0, prefix[0]);
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
        await body.ReadExactlyAsync(message, cancellationToken);
        return WireMessage.Parse(message);
    }

    // A refusal before the first message may have its status among the headers.
    private static string StatusOf(HttpResponseMessage response) =>
        (response.TrailingHeaders.TryGetValues("grpc-status", out var values) || response.Headers.TryGetValues("grpc-status", out values))
            ? values.Single()
            : "missing";
}
