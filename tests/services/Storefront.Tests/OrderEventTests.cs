using System.Net;
using Ecommerce.Storefront.Features.Orders;
using Ecommerce.Testing;

namespace Ecommerce.Storefront.Tests;

/// <summary>The stream of an order's statuses, passed on from the API.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class OrderEventTests
{
    private const string Events = $"{SampleOrder.Path}/events";

    private readonly StorefrontFixture fixture;
    private readonly StubStream upstream;

    public OrderEventTests(StorefrontFixture fixture)
    {
        this.fixture = fixture;
        fixture.Gateway.Forget();
        upstream = fixture.Gateway.Stream($"GET {Events}");
    }

    [Fact]
    public async Task Events_are_passed_on_as_they_come_after_the_last_that_was_seen_until_the_stream_ends()
    {
        using var answer = await OpenAsync(NewToken(), lastEventId: "1");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());

        Assert.Equal(("text/event-stream", "no-store"), (answer.Content.Headers.ContentType?.MediaType, $"{answer.Headers.CacheControl}"));
        upstream.Send(2, "StockReserved");
        Assert.Equal("id: 2", await reader.ReadLineAsync());
        upstream.Send(3, "Paid");
        upstream.End();
        Assert.Contains("\"status\": \"Paid\"", await reader.ReadToEndAsync(), StringComparison.Ordinal);

        var call = Assert.Single(fixture.Gateway.Calls($"GET {Events}"));
        Assert.Equal("1", call.Headers["Last-Event-ID"]);
        Assert.StartsWith("Bearer ", call.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browser_is_told_not_to_ask_again_once_nothing_more_comes()
    {
        upstream.IsOver = true;
        using var answer = await OpenAsync(NewToken(), lastEventId: "4");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task Shopper_who_leaves_ends_the_stream_of_the_API_and_a_session_has_a_few_at_once()
    {
        var token = NewToken();
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < OpenStreams.PerSession; i++)
            open.Add(await OpenAsync(token));
        Assert.Equal(OpenStreams.PerSession, upstream.Open);

        using (var refused = await OpenAsync(token))
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        using (var other = await OpenAsync(NewToken()))
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        open.ForEach(answer => answer.Dispose());
        await Eventually.Async(() => upstream.Open == 0, "no stream is left");
        using var again = await OpenAsync(token);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Stream_needs_a_session()
    {
        using var answer = await OpenAsync(token: null);

        Assert.Equal((HttpStatusCode.Unauthorized, 0), (answer.StatusCode, upstream.Opened));
    }

    /// <summary>Streams are counted by session.</summary>
    private static string NewToken() => $"{Guid.CreateVersion7()}";

    private async Task<HttpResponseMessage> OpenAsync(string? token, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Events);
        if (token is not null)
            request.Headers.Add("Cookie", $"session={token}");
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        return await fixture.Browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
