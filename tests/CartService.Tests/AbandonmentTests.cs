using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using StackExchange.Redis;

namespace Ecommerce.CartService.Tests;

/// <summary>Two replicas that call a cart abandoned soon.</summary>
public sealed class AbandonmentFixture : CartFixture, IAsyncLifetime
{
    public ServiceProcess Replica { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string>
    {
        ["Carts__AbandonedAfter"] = "00:00:01",
        ["Carts__SweepInterval"] = "00:00:00.100",
    };

    public Task<ServiceProcess> StartReplicaAsync() => ServiceProcess.StartAsync(Service.Assembly, Settings);

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Replica = await StartReplicaAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await Replica.DisposeAsync();
        await DisposeAsync();
    }
}

public sealed class AbandonmentTests(AbandonmentFixture fixture) : IClassFixture<AbandonmentFixture>
{
    [Fact]
    public async Task A_cart_that_is_left_alone_is_told_of_once_and_again_after_its_next_change()
    {
        await using var said = new KafkaTap(fixture.Broker, "carts.v1");
        var user = Guid.CreateVersion7();
        var (one, two) = (fixture.Catalogue.Sell(1), fixture.Catalogue.Sell(1));
        await fixture.Client(user).AddAsync(one, 2);
        await fixture.Client(user).AddAsync(two);

        var first = await AbandonedAsync(said, user, version: 2);
        Assert.Equal($"{user}", (string)first["userId"]!);
        Assert.Equal([(one, 2), (two, 1)], first["lines"]!.AsArray().Select(line => ((string)line!["sku"]!, (int)line["quantity"]!)));
        await fixture.Client(user).AddAsync(one);
        await AbandonedAsync(said, user, version: 3);
        await LaterAsync(said);

        Assert.Single(Ids(said, user, version: 2));
        Assert.Single(Ids(said, user, version: 3));
    }

    [Fact]
    public async Task Empty_carts_and_those_of_nobody_are_not_told_of()
    {
        await using var said = new KafkaTap(fixture.Broker, "carts.v1");
        var (emptied, sku) = (Guid.CreateVersion7(), fixture.Catalogue.Sell(1));
        await fixture.Client(emptied).AddAsync(sku);
        await fixture.Client(emptied).DeleteAsync("/carts/me");
        var anonymous = await fixture.Client().NewCartAsync();
        await fixture.Client().AddAsync(sku, 1, anonymous);

        await LaterAsync(said);
        Assert.Empty(Ids(said, emptied, version: 2));
        Assert.DoesNotContain(said.Messages, message => message.Value.Contains(anonymous, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_erased_person_has_no_cart_and_is_told_of_no_more()
    {
        await using var said = new KafkaTap(fixture.Broker, "carts.v1");
        await using var users = new KafkaTap(fixture.Broker, "users.v1");
        using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
        var user = Guid.CreateVersion7();
        await fixture.Client(user).AddAsync(fixture.Catalogue.Sell(1));
        var erased = new JsonObject { ["userId"] = $"{user}", ["erasedAt"] = "2026-01-01T00:00:00Z" }.ToJsonString();
        await users.PublishEventAsync("user-erased.v1", $"{user}", erased);
        await users.PublishEventAsync("user-erased.v1", $"{user}", erased);

        await Eventually.Async(async () => !await redis.GetDatabase().KeyExistsAsync($"cart:{{user:{user}}}"), "the cart is deleted");
        Assert.Null(await redis.GetDatabase().SortedSetScoreAsync("carts:idle", $"{user}"));
        Assert.Empty(await fixture.Client(user).ItemsAsync());
    }

    [Fact]
    public async Task While_the_broker_is_away_and_replicas_die_nothing_is_lost_and_nothing_told_as_new_twice()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
        var users = Enumerable.Range(0, 30).Select(_ => Guid.CreateVersion7()).ToList();
        var sku = fixture.Catalogue.Sell(1);
        await fixture.Kafka.StopAsync();
        await Task.WhenAll(users.Select(user => fixture.Client(user).AddAsync(sku)));
        await Eventually.Async(async () => await redis.GetDatabase().ListLengthAsync("carts:outbox") >= users.Count, "all wait to be published");

        await fixture.Replica.KillAsync();
        await fixture.Kafka.StartAsync();
        await using var said = new KafkaTap(fixture.Broker, "carts.v1");
        await Eventually.Async(() => users.TrueForAll(user => Ids(said, user, version: 1).Count > 0), "all are told of", TimeSpan.FromSeconds(40));
        await Eventually.Async(async () => await redis.GetDatabase().ListLengthAsync("carts:outbox") == 0, "nothing waits any more");
        Assert.All(users, user => Assert.Single(Ids(said, user, version: 1)));
    }

    [Fact]
    public async Task A_service_finds_in_the_event_log_what_the_broker_was_told_and_a_person_does_not()
    {
        await using var said = new KafkaTap(fixture.Broker, "carts.v1");
        var users = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToList();
        var (sku, reader) = (fixture.Catalogue.Sell(1), fixture.Client(Guid.CreateVersion7(), "events:read"));
        await Task.WhenAll(users.Select(user => fixture.Client(user).AddAsync(sku)));
        foreach (var user in users) await AbandonedAsync(said, user, version: 1);

        var found = new List<JsonNode>();
        for (long? after = 0; after is not null;)
        {
            var page = JsonNode.Parse(await reader.GetStringAsync($"/event-log?after={after}&limit=2&type=cart-abandoned.v1&type=order-placed.v1"))!;
            found.AddRange(page["items"]!.AsArray().Select(item => item!));
            after = (long?)page["next"];
        }

        foreach (var user in users)
        {
            var logged = Assert.Single(found, item => (string)item["key"]! == $"{user}");
            var published = said.Messages.First(message => Is(message, user, version: 1));
            Assert.Equal((published.Headers["ce_id"], published.Headers["ce_type"], "cart-service"), ((string)logged["id"]!, (string)logged["type"]!, (string)logged["source"]!));
            Assert.Equal(DateTimeOffset.Parse(published.Headers["ce_time"], CultureInfo.InvariantCulture), (DateTimeOffset)logged["time"]!);
            Assert.Equal(JsonNode.Parse(published.Value)!.ToJsonString(), logged["data"]!.ToJsonString());
        }

        var positions = found.Select(item => (long)item["position"]!).ToList();
        Assert.Equal(positions.Distinct().Order(), positions);
        Assert.Empty(JsonNode.Parse(await reader.GetStringAsync("/event-log?type=order-placed.v1"))!["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await reader.GetAsync("/event-log?limit=0")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Client(users[0]).GetAsync("/event-log")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.Client().GetAsync("/event-log")).StatusCode);
    }

    [Fact]
    public async Task The_event_log_goes_on_behind_all_that_was_read_and_keeps_so_much_and_no_more()
    {
        await using var said = new KafkaTap(fixture.Broker, "carts.v1");
        using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
        var (log, hour) = (redis.GetDatabase(), TimeSpan.FromHours(1));
        var now = TimeProvider.System.GetUtcNow();
        // A clock that is ahead, and a month that is over.
        var ahead = (now + hour).ToUnixTimeMilliseconds();
        await log.SortedSetAddAsync("carts:event-log", "{}", ahead);
        await log.SortedSetAddAsync("carts:event-log", "{ }", (now - (30 * 24 * hour)).ToUnixTimeMilliseconds());
        var user = Guid.CreateVersion7();
        await fixture.Client(user).AddAsync(fixture.Catalogue.Sell(1));
        await AbandonedAsync(said, user, version: 1);

        var kept = await log.SortedSetRangeByRankWithScoresAsync("carts:event-log");
        Assert.Contains(kept, entry => entry.Score > ahead && ((string)entry.Element!).Contains($"{user}", StringComparison.Ordinal));
        Assert.DoesNotContain(kept, entry => entry.Element == "{ }");
        Assert.InRange((await log.KeyTimeToLiveAsync("carts:event-log"))!.Value.TotalDays, 13, 14);
        await log.KeyDeleteAsync("carts:event-log");
    }

    /// <summary>What is told of a user's cart as it was after so many changes.</summary>
    private static async Task<JsonNode> AbandonedAsync(KafkaTap said, Guid user, int version)
    {
        var message = await said.WaitForAsync(message => Is(message, user, version), $"version {version} of the cart of {user} is told of");
        Assert.Equal(("cart-abandoned.v1", "cart-service"), (message.Headers["ce_type"], message.Headers["ce_source"]));
        return JsonNode.Parse(message.Value)!;
    }

    /// <summary>Until a cart that is left alone from now on is told of: what was due before has been told.</summary>
    private async Task LaterAsync(KafkaTap said)
    {
        var user = Guid.CreateVersion7();
        await fixture.Client(user).AddAsync(fixture.Catalogue.Sell(1));
        await AbandonedAsync(said, user, version: 1);
    }

    /// <summary>The ids of the events about a cart; one that is told twice has the same.</summary>
    private static HashSet<string> Ids(KafkaTap said, Guid user, int version)
        => [.. said.Messages.Where(message => Is(message, user, version)).Select(message => message.Headers["ce_id"])];

    private static bool Is(TappedMessage message, Guid user, int version)
        => message.Key == $"{user}" && (int)JsonNode.Parse(message.Value)!["version"]! == version;
}
