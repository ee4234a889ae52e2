using System.Net;
using System.Net.Http.Json;
using StackExchange.Redis;

namespace Ecommerce.CartService.Tests;

public sealed class CartStorageTests(CartFixture fixture) : IClassFixture<CartFixture>
{
    private readonly Guid user = Guid.CreateVersion7();

    private HttpClient Shopper => fixture.Client(user);

    [Fact]
    public async Task Every_change_extends_a_users_cart_to_90_days_and_an_anonymous_one_to_30()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
        var sku = fixture.Catalogue.Sell(1);
        var id = await fixture.Client().NewCartAsync();
        var other = await fixture.Client().NewCartAsync();
        await fixture.Client().AddAsync(sku, 5, other);
        var (own, anonymous) = ($"cart:{{user:{user}}}", $"cart:{{anonymous:{id}}}");
        Assert.InRange((await redis.GetDatabase().KeyTimeToLiveAsync(anonymous))!.Value, TimeSpan.FromDays(29.9), TimeSpan.FromDays(30));
        await AssertKeptAsync(anonymous, 30, () => fixture.Client().AddAsync(sku, 1, id));
        await AssertKeptAsync(own, 90, () => Shopper.AddAsync(sku));
        await AssertKeptAsync(own, 90, () => Shopper.PutAsJsonAsync($"/carts/me/items/{sku}", new { quantity = 2 }));
        await AssertKeptAsync(own, 90, () => Shopper.MergeAsync(other));
        await AssertKeptAsync(own, 90, () => Shopper.DeleteAsync($"/carts/me/items/{sku}"));

        async Task AssertKeptAsync(string key, int days, Func<Task> change)
        {
            await redis.GetDatabase().KeyExpireAsync(key, TimeSpan.FromHours(1));
            await change();
            var left = await redis.GetDatabase().KeyTimeToLiveAsync(key);
            Assert.InRange(left!.Value, TimeSpan.FromDays(days) - TimeSpan.FromMinutes(1), TimeSpan.FromDays(days));
        }
    }

    [Fact]
    public async Task Concurrent_additions_of_a_SKU_stop_at_the_limit()
    {
        var sku = fixture.Catalogue.Sell(1);
        var shopper = Shopper;
        var fifty = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shopper.AddAsync(sku)));
        Assert.All(fifty, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(50, (await shopper.ItemsAsync())[sku]);

        var more = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => shopper.AddAsync(sku)));
        Assert.Equal(49, more.Count(answer => answer.IsSuccessStatusCode));
        Assert.Equal(99, (await shopper.ItemsAsync())[sku]);
    }

    [Fact]
    public async Task Concurrent_additions_of_lines_stop_at_the_limit()
    {
        var skus = Enumerable.Range(0, 120).Select(_ => fixture.Catalogue.Sell(1)).ToList();
        var shopper = Shopper;
        var answers = await Task.WhenAll(skus.Select(sku => shopper.AddAsync(sku)));

        Assert.Equal(100, answers.Count(answer => answer.IsSuccessStatusCode));
        Assert.Equal(100, (await shopper.ItemsAsync()).Count);
    }

    [Fact]
    public async Task Concurrent_merges_of_one_cart_merge_it_once()
    {
        var (sku, own) = (fixture.Catalogue.Sell(1), fixture.Catalogue.Sell(1));
        var (nobody, shopper) = (fixture.Client(), Shopper);
        var id = await nobody.NewCartAsync();
        await nobody.AddAsync(sku, 3, id);
        await shopper.AddAsync(own);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shopper.MergeAsync(id)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound));
        Assert.Equal(new Dictionary<string, int> { [sku] = 3, [own] = 1 }, await shopper.ItemsAsync());
    }

    [Fact]
    public async Task Concurrent_merges_and_additions_lose_nothing()
    {
        var (nobody, shopper) = (fixture.Client(), Shopper);
        var added = fixture.Catalogue.Sell(1);
        var carts = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            var (id, sku) = (await nobody.NewCartAsync(), fixture.Catalogue.Sell(1));
            await nobody.AddAsync(sku, i + 1, id);
            return (Id: id, Sku: sku, Quantity: i + 1);
        }));
        await Task.WhenAll(
            carts.Select(cart => shopper.MergeAsync(cart.Id)).Concat(Enumerable.Range(0, 20).Select(_ => shopper.AddAsync(added))));

        var expected = carts.ToDictionary(cart => cart.Sku, cart => cart.Quantity);
        expected[added] = 20;
        Assert.Equal(expected, await shopper.ItemsAsync());
    }

    [Fact]
    public async Task Merge_beyond_the_limit_changes_neither_cart()
    {
        var (nobody, shopper) = (fixture.Client(), Shopper);
        var (id, sku) = (await nobody.NewCartAsync(), fixture.Catalogue.Sell(1));
        await nobody.AddAsync(sku, 1, id);
        for (var i = 0; i < 100; i++)
            await shopper.AddAsync(fixture.Catalogue.Sell(1));

        Assert.Equal(HttpStatusCode.Conflict, (await shopper.MergeAsync(id)).StatusCode);
        Assert.Equal(100, (await shopper.ItemsAsync()).Count);
        Assert.Equal(1, (await nobody.ItemsAsync(id))[sku]);
    }
}
