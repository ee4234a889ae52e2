using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class LiveStatusTests(OrderShop shop)
{
    [Fact]
    public async Task Stream_on_another_replica_sends_each_status_until_the_order_is_delivered()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var response = await WatchAsync(shopper, order, null, deadline.Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(deadline.Token));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["Placed"], await StatusesAsync(reader, 1, deadline.Token));

        await shop.Topics.ReservedAsync(order);
        Assert.Equal(["StockReserved"], await StatusesAsync(reader, 1, deadline.Token));
        await shop.Topics.CapturedAsync(order);
        Assert.Equal(["Paid", "Confirmed"], await StatusesAsync(reader, 2, deadline.Token));

        var clerk = shop.Shopper(null, "orders:write", "orders:read");
        var parcel = JsonNode.Parse("""{ "carrier": "DHL", "trackingNumber": "JD01" }""");
        Assert.Equal(200, (await clerk.PostAsync($"/orders/{order}/ship", parcel, Shopper.NewKey())).Status);
        Assert.Equal(["Shipped"], await StatusesAsync(reader, 1, deadline.Token));
        Assert.Equal(200, (await clerk.PostAsync($"/orders/{order}/deliver", null, Shopper.NewKey())).Status);
        Assert.Equal(["Delivered"], await StatusesAsync(reader, 2, deadline.Token));
    }

    [Fact]
    public async Task Reconnecting_client_gets_the_events_after_its_last_and_204_when_there_are_none()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();
        await shop.Topics.ReservationFailedAsync(order);
        await shopper.BecomesAsync(order, "Cancelled");

        using var rest = await WatchAsync(shopper, order, "1", default);
        using var reader = new StreamReader(await rest.Content.ReadAsStreamAsync());
        Assert.Equal(["Cancelled"], await StatusesAsync(reader, 2, default));
        using var done = await WatchAsync(shopper, order, "2", default);
        Assert.Equal(204, (int)done.StatusCode);
    }

    [Fact]
    public async Task Stream_of_a_caller_who_is_disabled_or_erased_or_whose_token_expires_ends_and_the_others_go_on()
    {
        var (shopper, erased) = (shop.Shopper(), shop.Shopper());
        var (clerk, colleague) = (shop.Shopper(null, "orders:read"), shop.Shopper(null, "orders:read"));
        var (order, orderOfErased) = (await shopper.PlaceAsync(), await erased.PlaceAsync());
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        using var disabledStream = await OpenAsync(clerk, order, deadline.Token);
        using var erasedStream = await OpenAsync(erased, orderOfErased, deadline.Token);
        using var expiredStream = await OpenAsync(Expiring(shopper.User), order, deadline.Token);
        using var ownStream = await OpenAsync(shopper, order, deadline.Token);
        using var staffStream = await OpenAsync(colleague, order, deadline.Token);

        (shop.Tokens.AccountVersions[clerk.User], shop.Tokens.AccountVersions[erased.User]) = (1, int.MaxValue);

        Assert.Empty(await StatusesAsync(disabledStream, 1, deadline.Token));
        Assert.Empty(await StatusesAsync(erasedStream, 1, deadline.Token));
        Assert.Empty(await StatusesAsync(expiredStream, 1, deadline.Token));
        await shop.Topics.ReservedAsync(order);
        Assert.Equal(["StockReserved"], await StatusesAsync(ownStream, 1, deadline.Token));
        Assert.Equal(["StockReserved"], await StatusesAsync(staffStream, 1, deadline.Token));
    }

    [Fact]
    public async Task Twenty_first_stream_of_a_person_is_refused_until_another_one_ends()
    {
        var (shopper, other) = (shop.Shopper(), shop.Shopper());
        var (order, orderOfOther) = (await shopper.PlaceAsync(), await other.PlaceAsync());
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var streams = new List<StreamReader>();
        for (var opened = 0; opened < 20; opened++)
            streams.Add(await OpenAsync(shopper, order, deadline.Token));

        using var refused = await WatchAsync(shopper, order, null, deadline.Token);
        Assert.Equal((429, TimeSpan.FromSeconds(5)), ((int)refused.StatusCode, refused.Headers.RetryAfter?.Delta));
        using var others = await OpenAsync(other, orderOfOther, deadline.Token);

        streams[0].Dispose();
        await Eventually.Async(async () =>
        {
            using var again = await WatchAsync(shopper, order, null, deadline.Token);
            return (int)again.StatusCode == 200;
        }, "there is room for another one");
        streams.ForEach(stream => stream.Dispose());
    }

    /// <summary>A caller whose token is good for some seconds more, by the clock skew that services allow.</summary>
    private Shopper Expiring(Guid user)
    {
        var claims = TestTokens.Claims(user);
        var expiry = (long)claims["iat"]! - 25;
        (claims["exp"], claims["nbf"], claims["iat"]) = (expiry, expiry - 60, expiry - 60);
        return new(shop.Replica, user, shop.Tokens.Key.Sign(claims));
    }

    /// <summary>A stream that has sent the first status.</summary>
    private async Task<StreamReader> OpenAsync(Shopper shopper, Guid order, CancellationToken cancellationToken)
    {
        var response = await WatchAsync(shopper, order, null, cancellationToken);
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        Assert.Equal(["Placed"], await StatusesAsync(reader, 1, cancellationToken));
        return reader;
    }

    private Task<HttpResponseMessage> WatchAsync(Shopper shopper, Guid order, string? lastSeen, CancellationToken cancellationToken)
    {
        var request = shopper.Request(HttpMethod.Get, $"/orders/{order}/events");
        if (lastSeen is not null)
            request.Headers.Add("Last-Event-ID", lastSeen);
        return shop.OtherReplica.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>The next statuses, fewer where the stream ends first.</summary>
    private static async Task<List<string>> StatusesAsync(StreamReader reader, int count, CancellationToken cancellationToken)
    {
        var statuses = new List<string>();
        while (statuses.Count < count && await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                statuses.Add((string)JsonNode.Parse(line["data: ".Length..])!["status"]!);
        }

        return statuses;
    }
}
