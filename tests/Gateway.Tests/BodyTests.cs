using System.Net;
using System.Net.Http.Headers;

namespace Ecommerce.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class BodyTests(GatewayFixture gateway)
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_a_megabyte_is_refused_whether_its_length_is_told_or_not(bool told)
    {
        using var answer = await PostAsync("/orders", Megabyte + 1, told);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains(":body-too-large", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_a_megabyte_passes()
    {
        using var answer = await PostAsync("/orders", Megabyte, told: true);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_catalogue_of_many_megabytes_streams_through()
    {
        using var answer = await PostAsync("/products/import?count", 80 * Megabyte, told: false);
        Assert.Equal($"{80 * Megabyte}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_a_service_sends_arrives_while_it_goes_on_sending()
    {
        using var answer = await gateway.Http.GetAsync("/orders/7/events?stream", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync());

        Assert.Equal("data: first", await events.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)));
        gateway.SecondEvent.SetResult();
        Assert.Equal("data: second", await events.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Null(await events.ReadLineAsync());
    }

    private async Task<HttpResponseMessage> PostAsync(string path, int length, bool told)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new Zeros(length, told) };
        // A refusal may come before the body is sent.
        request.Headers.ExpectContinue = true;
        return await gateway.Http.SendAsync(request);
    }

    private sealed class Zeros : HttpContent
    {
        private readonly int length;
        private readonly bool told;

        public Zeros(int length, bool told)
        {
            (this.length, this.told) = (length, told);
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
            return told;
        }
    }
}
