using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Conformance;
using Ecommerce.Testing;
using StackExchange.Redis;

namespace Ecommerce.CartService.Tests;

/// <summary>Carts that rest, as staff see them.</summary>
public sealed class RestingCartTests(AbandonmentFixture fixture) : IClassFixture<AbandonmentFixture>
{
    [Fact]
    public async Task Carts_with_goods_are_listed_with_their_value_and_anonymous_ones_without_their_id()
    {
        var (one, two) = (fixture.Catalogue.Sell(1), fixture.Catalogue.Sell(1));
        var (ada, anonymous) = (Guid.CreateVersion7(), await fixture.Client().NewCartAsync());
        await fixture.Client(ada).AddAsync(one, 2);
        await fixture.Client(ada).AddAsync(two);
        await fixture.Client().AddAsync(two, 3, anonymous);

        var (body, carts) = await ListAsync();

        var mine = Assert.Single(carts, cart => (string?)cart["userId"] == $"{ada}");
        var shown = (await fixture.Client(ada).GetFromJsonAsync<JsonNode>("/carts/me"))!;
        Assert.Equal((decimal)shown["total"]!["amount"]!, (decimal)mine["value"]!["amount"]!);
        Assert.Equal(3, (int)mine["pieces"]!);
        Assert.Equal([one, two], mine["items"]!.AsArray().Select(item => (string)item!["sku"]!));
        var others = Assert.Single(carts, cart => cart["userId"] is null && (string?)cart["items"]![0]!["sku"] == two);
        Assert.Equal(3, (int)others["pieces"]!);
        Assert.DoesNotContain(anonymous, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cart_says_when_it_was_published_as_abandoned_until_its_next_change_and_goes_once_it_is_empty()
    {
        var (user, sku) = (Guid.CreateVersion7(), fixture.Catalogue.Sell(1));
        await fixture.Client(user).AddAsync(sku);
        await Eventually.Async(async () => (await FindAsync(user))!["abandonedAt"] is not null, "it is published as abandoned");

        await fixture.Client(user).AddAsync(sku);
        var changed = (await FindAsync(user))!;
        Assert.True(changed["abandonedAt"] is not { } at || (DateTimeOffset)at! > (DateTimeOffset)changed["changedAt"]!);

        await fixture.Client(user).DeleteAsync("/carts/me");
        Assert.Null(await FindAsync(user));
    }

    [Fact]
    public async Task Cart_that_was_merged_or_has_expired_is_not_listed()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
        var (user, gone, sku) = (Guid.CreateVersion7(), Guid.CreateVersion7(), fixture.Catalogue.Sell(1));
        var anonymous = await fixture.Client().NewCartAsync();
        await fixture.Client().AddAsync(sku, 1, anonymous);
        await fixture.Client(gone).AddAsync(sku);
        await fixture.Client(user).MergeAsync(anonymous);
        await redis.GetDatabase().KeyDeleteAsync($"cart:{{user:{gone}}}");

        var (_, carts) = await ListAsync();

        Assert.Single(carts, cart => (string?)cart["items"]![0]!["sku"] == sku);
        Assert.Null(await redis.GetDatabase().SortedSetScoreAsync("carts:resting", $"user:{gone}"));
    }

    [Fact]
    public async Task Pages_have_every_cart_once_also_those_of_one_moment_and_none_that_was_changed_just_now()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
        var users = Enumerable.Range(0, 7).Select(_ => Guid.CreateVersion7()).ToList();
        var sku = fixture.Catalogue.Sell(1);
        await Task.WhenAll(users.Select(user => fixture.Client(user).AddAsync(sku)));
        // Two days ago, in three moments.
        var then = TimeProvider.System.GetUtcNow().AddDays(-2).ToUnixTimeMilliseconds();
        await redis.GetDatabase().SortedSetAddAsync(
            "carts:resting", [.. users.Select((user, i) => new SortedSetEntry($"user:{user}", then - (i / 3)))]);
        var fresh = Guid.CreateVersion7();
        await fixture.Client(fresh).AddAsync(sku);

        List<string?> listed = [];
        string? after = null;
        do
        {
            var page = await PageAsync($"hours=24&limit=2{(after is null ? "" : $"&after={after}")}");
            listed.AddRange(page["items"]!.AsArray().Select(cart => (string?)cart!["userId"]));
            after = (string?)page["next"];
        }
        while (after is not null);

        Assert.Equal(users.Select(user => $"{user}").Order(), listed.Where(user => users.Exists(one => $"{one}" == user)).Order());
        Assert.DoesNotContain($"{fresh}", listed);
    }

    [Fact]
    public async Task Page_behind_many_expired_carts_is_reached_in_steps_and_those_of_long_ago_are_forgotten()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
        var (user, sku) = (Guid.CreateVersion7(), fixture.Catalogue.Sell(1));
        await fixture.Client(user).AddAsync(sku);
        var then = TimeProvider.System.GetUtcNow().AddDays(-30);
        await redis.GetDatabase().SortedSetAddAsync("carts:resting", [
            new($"user:{user}", then.AddMinutes(-1).ToUnixTimeMilliseconds()),
            .. Enumerable.Range(0, 1200).Select(_ => new SortedSetEntry($"user:{Guid.CreateVersion7()}", then.ToUnixTimeMilliseconds()))]);

        var page = await PageAsync("hours=480&limit=100");
        Assert.DoesNotContain(page["items"]!.AsArray(), cart => (string?)cart!["userId"] == $"{user}");
        List<string?> listed = [];
        while ((string?)page["next"] is { } after)
        {
            page = await PageAsync($"hours=480&limit=100&after={after}");
            listed.AddRange(page["items"]!.AsArray().Select(cart => (string?)cart!["userId"]));
        }

        Assert.Contains($"{user}", listed);

        await redis.GetDatabase().SortedSetAddAsync("carts:resting", "user:gone", then.AddDays(-61).ToUnixTimeMilliseconds());
        await fixture.Client(Guid.CreateVersion7()).AddAsync(sku);
        Assert.Null(await redis.GetDatabase().SortedSetScoreAsync("carts:resting", "user:gone"));
    }

    [Fact]
    public async Task Carts_of_others_are_for_staff_and_wrong_parameters_are_named()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.Client().GetAsync("/carts/resting")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Client(Guid.CreateVersion7()).GetAsync("/carts/resting")).StatusCode);
        foreach (var (query, field) in new[] { ("hours=-1", "hours"), ("limit=0", "limit"), ("after=x", "after") })
        {
            using var refused = await Staff().GetAsync($"/carts/resting?{query}");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            var problem = (await refused.Content.ReadFromJsonAsync<JsonNode>())!;
            Assert.Equal([field], problem["errors"]!.AsObject().Select(error => error.Key));
        }
    }

    private HttpClient Staff() => fixture.Client(Guid.CreateVersion7(), "orders:read");

    private async Task<JsonNode> PageAsync(string query) => (await Staff().GetFromJsonAsync<JsonNode>($"/carts/resting?{query}"))!;

    private async Task<(string Body, IReadOnlyList<JsonNode> Carts)> ListAsync()
    {
        var page = await PageAsync("hours=0&limit=100");
        return (page.ToJsonString(), [.. page["items"]!.AsArray().Select(cart => cart!)]);
    }

    private async Task<JsonNode?> FindAsync(Guid user)
        => (await ListAsync()).Carts.SingleOrDefault(cart => (string?)cart["userId"] == $"{user}");
}
