using System.Net;
using System.Net.Http.Headers;

namespace Ecommerce.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class RequestBodyTests(GatewayFixture gateway)
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("/orders", 1, true)]
    [InlineData("/orders", 1, false)]
    [InlineData("/media", 10, true)]
    [InlineData("/media", 10, false)]
    public async Task Body_over_the_limit_of_its_route_returns_413_with_or_without_Content_Length(
        string path, int megabytes, bool hasLength)
    {
        using var answer = await PostAsync(path, (megabytes * Megabyte) + 1, hasLength);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains(":body-too-large", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/orders", 1)]
    [InlineData("/media", 10)]
    public async Task Body_of_the_limit_is_forwarded(string path, int megabytes)
    {
        using var answer = await PostAsync(path, megabytes * Megabyte, hasLength: true);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Import_of_many_megabytes_is_streamed()
    {
        using var answer = await PostAsync("/products/import?count", 80 * Megabyte, hasLength: false);
        Assert.Equal($"{80 * Megabyte}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Response_is_streamed_while_the_service_sends()
    {
        using var answer = await gateway.Http.GetAsync("/orders/7/events?stream", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync());

        Assert.Equal("data: first", await events.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)));
        gateway.SecondEvent.SetResult();
        Assert.Equal("data: second", await events.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Null(await events.ReadLineAsync());
    }

    private async Task<HttpResponseMessage> PostAsync(string path, int length, bool hasLength)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new Zeros(length, hasLength) };
        // A refusal may come before the body is sent.
        request.Headers.ExpectContinue = true;
        return await gateway.Http.SendAsync(request);
    }

    private sealed class Zeros : HttpContent
    {
        private readonly int length;
        private readonly bool hasLength;

        public Zeros(int length, bool hasLength)
        {
            (this.length, this.hasLength) = (length, hasLength);
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var chunk = new byte[64 * 1024];
            for (var left = length; left > 0; left -= chunk.Length)
                await stream.WriteAsync(chunk.AsMemory(0, Math.Min(left, chunk.Length)));
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return hasLength;
        }
    }
}
