using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class LinkTests(OrderShop shop)
{
    private Shopper Clerk => shop.Shopper(null, "orders:read");

    [Fact]
    public async Task Key_opens_its_order_without_a_session()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();

        using var response = await OpenAsync($"/orders/{order}/by-key", await KeyOfAsync(order));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var shown = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        Assert.True(JsonNode.DeepEquals((await shopper.GetAsync($"/orders/{order}")).Body, shown), $"{shown}");
    }

    [Fact]
    public async Task Key_of_one_order_opens_no_other_also_not_of_the_same_buyer()
    {
        var shopper = shop.Shopper();
        var (first, second) = (await shopper.PlaceAsync(), await shopper.PlaceAsync());
        var key = await KeyOfAsync(first);

        Assert.NotEqual(key, await KeyOfAsync(second));
        Assert.Equal(404, await StatusAsync($"/orders/{second}/by-key", key));
    }

    [Fact]
    public async Task Wrong_key_is_answered_like_an_unknown_order()
    {
        var order = await shop.Shopper().PlaceAsync();
        var key = await KeyOfAsync(order);

        var unknown = await ProblemAsync($"/orders/{Guid.CreateVersion7()}/by-key", key);
        Assert.Equal(unknown, await ProblemAsync($"/orders/{order}/by-key", key[..^1]));
        Assert.Equal(unknown, await ProblemAsync($"/orders/{order}/by-key", new string('-', 32)));
        Assert.Equal(unknown, await ProblemAsync($"/orders/{order}/by-key", key.ToUpperInvariant() + "~"));
        Assert.Equal(unknown, await ProblemAsync($"/orders/{order}/by-key", null));
        Assert.Equal(unknown, await ProblemAsync($"/orders/{order}/by-key?key={key}", null));
    }

    [Fact]
    public async Task Key_opens_nothing_else_of_its_order()
    {
        var order = await shop.Shopper().PlaceAsync();
        var key = await KeyOfAsync(order);

        foreach (var path in new[] { "", "/events", "/returns", "/key" })
            Assert.Equal(401, await StatusAsync($"/orders/{order}{path}", key));
        Assert.Equal(401, await StatusAsync($"/orders/{order}/cancel", key, HttpMethod.Post));
    }

    [Fact]
    public async Task Key_is_told_to_those_alone_who_may_read_all_orders()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();

        Assert.Equal(403, (await shopper.GetAsync($"/orders/{order}/key")).Status);
        Assert.Equal(404, (await Clerk.GetAsync($"/orders/{Guid.CreateVersion7()}/key")).Status);
        var key = await KeyOfAsync(order);
        Assert.DoesNotContain(key, (await shopper.GetAsync($"/orders/{order}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(key, (await Clerk.GetAsync("/orders?all=true&limit=100")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_of_an_erased_buyers_order_opens_nothing()
    {
        var shopper = shop.Shopper();
        var order = await shopper.ReceiveAsync(shop, Shopper.Checkout(("TENT", 2)));
        var key = await KeyOfAsync(order);

        await shop.Topics.ErasedAsync(shopper.User);

        await Eventually.Async(async () => await StatusAsync($"/orders/{order}/by-key", key) == 404, "the link opens nothing");
        Assert.Equal(404, (await Clerk.GetAsync($"/orders/{order}/key")).Status);
    }

    private async Task<string> KeyOfAsync(Guid order) => (string)(await Clerk.GetAsync($"/orders/{order}/key")).Body!["key"]!;

    private async Task<int> StatusAsync(string path, string? key, HttpMethod? method = null)
    {
        using var response = await OpenAsync(path, key, method);
        return (int)response.StatusCode;
    }

    /// <summary>All of a problem but for the trace.</summary>
    private async Task<string> ProblemAsync(string path, string? key)
    {
        using var response = await OpenAsync(path, key);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        problem.Remove("traceId");
        problem.Remove("instance");
        return $"{(int)response.StatusCode} {problem.ToJsonString()}";
    }

    private async Task<HttpResponseMessage> OpenAsync(string path, string? key, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("X-Order-Key", key);
        return await shop.Replica.Client.SendAsync(request);
    }
}
