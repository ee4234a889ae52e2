using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Conformance;
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

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Replica = await StartReplicaAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await Replica.DisposeAsync();
        await DisposeAsync();
    }
}

public sealed class AbandonmentTests(AbandonmentFixture fixture) : IClassFixture<AbandonmentFixture>
{
    [Fact]
    public async Task Abandoned_cart_is_published_once_and_again_after_its_next_change()
    {
        await using var published = new KafkaTap(fixture.Broker, "carts.v1");
        var user = Guid.CreateVersion7();
        var (one, two) = (fixture.Catalogue.Sell(1), fixture.Catalogue.Sell(1));
        await fixture.Client(user).AddAsync(one, 2);
        await fixture.Client(user).AddAsync(two);

        var first = await AbandonedAsync(published, user, version: 2);
        Assert.Equal($"{user}", (string)first["userId"]!);
        Assert.Equal([(one, 2), (two, 1)], first["lines"]!.AsArray().Select(line => ((string)line!["sku"]!, (int)line["quantity"]!)));
        await fixture.Client(user).AddAsync(one);
        await AbandonedAsync(published, user, version: 3);
        await LaterAsync(published);

        Assert.Single(Ids(published, user, version: 2));
        Assert.Single(Ids(published, user, version: 3));
    }

    [Fact]
    public async Task Empty_and_anonymous_carts_are_not_published_as_abandoned()
    {
        await using var published = new KafkaTap(fixture.Broker, "carts.v1");
        var (emptied, sku) = (Guid.CreateVersion7(), fixture.Catalogue.Sell(1));
        await fixture.Client(emptied).AddAsync(sku);
        await fixture.Client(emptied).DeleteAsync("/carts/me");
        var anonymous = await fixture.Client().NewCartAsync();
        await fixture.Client().AddAsync(sku, 1, anonymous);

        await LaterAsync(published);
        Assert.Empty(Ids(published, emptied, version: 2));
        Assert.DoesNotContain(published.Messages, message => message.Value.Contains(anonymous, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cart_and_event_that_cannot_be_read_are_counted_and_hold_up_no_other()
    {
        await using var published = new KafkaTap(fixture.Broker, "carts.v1");
        await using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
        var store = redis.GetDatabase();
        var spoiled = Guid.CreateVersion7();
        await store.StringSetAsync($"cart:{{user:{spoiled}}}", "no hash");
        await store.SortedSetAddAsync("carts:idle", [new("no user", 0), new($"{spoiled}", 1)]);
        await store.ListLeftPushAsync("carts:outbox", "no event");

        await LaterAsync(published);

        Assert.Equal("no event", await store.ListGetByIndexAsync("carts:outbox:unreadable", 0));
        ServiceProcess[] replicas = [fixture.Process, fixture.Replica];
        var counted = await Task.WhenAll(replicas.Where(replica => !replica.HasExited).Select(CountAsync));
        Assert.True(counted.Sum() >= 3, $"{counted.Sum()} are counted");
        await store.SortedSetRemoveAsync("carts:idle", ["no user", $"{spoiled}"]);
    }

    private static async Task<double> CountAsync(ServiceProcess replica)
        => PrometheusPage.Read(await replica.Client.GetStringAsync("/metrics")).Of("ecommerce_background_rows_quarantined_total")
            .Where(sample => sample.Labels["worker"] == "AbandonmentWorker").Sum(sample => sample.Value);

    [Fact]
    public async Task Erasure_deletes_the_cart_and_its_idle_entry()
    {
        await using var published = new KafkaTap(fixture.Broker, "carts.v1");
        await using var users = new KafkaTap(fixture.Broker, "users.v1");
        await using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
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
    public async Task Broker_outage_and_killed_replica_lose_and_duplicate_no_event()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
        var users = Enumerable.Range(0, 30).Select(_ => Guid.CreateVersion7()).ToList();
        var sku = fixture.Catalogue.Sell(1);
        await fixture.Kafka.StopAsync();
        await Task.WhenAll(users.Select(user => fixture.Client(user).AddAsync(sku)));
        await Eventually.Async(
            async () => await redis.GetDatabase().ListLengthAsync("carts:outbox") >= users.Count, "all wait to be published");

        await fixture.Replica.KillAsync();
        await fixture.Kafka.StartAsync();
        await using var published = new KafkaTap(fixture.Broker, "carts.v1");
        await Eventually.Async(
            () => users.TrueForAll(user => Ids(published, user, version: 1).Count > 0), "all are published", TimeSpan.FromSeconds(40));
        await Eventually.Async(async () => await redis.GetDatabase().ListLengthAsync("carts:outbox") == 0, "the outbox is empty");
        Assert.All(users, user => Assert.Single(Ids(published, user, version: 1)));
    }

    [Fact]
    public async Task Event_log_contains_the_published_events_and_is_forbidden_to_users()
    {
        await using var published = new KafkaTap(fixture.Broker, "carts.v1");
        var users = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToList();
        var (sku, reader) = (fixture.Catalogue.Sell(1), fixture.Client(Guid.CreateVersion7(), "events:read"));
        await Task.WhenAll(users.Select(user => fixture.Client(user).AddAsync(sku)));
        foreach (var user in users) await AbandonedAsync(published, user, version: 1);

        var found = new List<JsonNode>();
        for (long? after = 0; after is not null;)
        {
            var page = JsonNode.Parse(
                await reader.GetStringAsync($"/event-log?after={after}&limit=2&type=cart-abandoned.v1&type=order-placed.v1"))!;
            found.AddRange(page["items"]!.AsArray().Select(item => item!));
            after = (long?)page["next"];
        }

        foreach (var user in users)
        {
            var logged = Assert.Single(found, item => (string)item["key"]! == $"{user}");
            var original = published.Messages.First(message => Is(message, user, version: 1));
            Assert.Equal(
                (original.Headers["ce_id"], original.Headers["ce_type"], "cart-service"),
                ((string)logged["id"]!, (string)logged["type"]!, (string)logged["source"]!));
            Assert.Equal(DateTimeOffset.Parse(original.Headers["ce_time"], CultureInfo.InvariantCulture), (DateTimeOffset)logged["time"]!);
            Assert.Equal(JsonNode.Parse(original.Value)!.ToJsonString(), logged["data"]!.ToJsonString());
        }

        var positions = found.Select(item => (long)item["position"]!).ToList();
        Assert.Equal(positions.Distinct().Order(), positions);
        Assert.Empty(JsonNode.Parse(await reader.GetStringAsync("/event-log?type=order-placed.v1"))!["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await reader.GetAsync("/event-log?limit=0")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Client(users[0]).GetAsync("/event-log")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.Client().GetAsync("/event-log")).StatusCode);
    }

    [Fact]
    public async Task Event_log_positions_only_grow_and_old_entries_are_pruned()
    {
        await using var published = new KafkaTap(fixture.Broker, "carts.v1");
        await using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
        var (log, hour) = (redis.GetDatabase(), TimeSpan.FromHours(1));
        var now = TimeProvider.System.GetUtcNow();
        // An entry of a clock that is ahead, and one past its retention.
        var ahead = (now + hour).ToUnixTimeMilliseconds();
        await log.SortedSetAddAsync("carts:event-log", "{}", ahead);
        await log.SortedSetAddAsync("carts:event-log", "{ }", (now - (30 * 24 * hour)).ToUnixTimeMilliseconds());
        var user = Guid.CreateVersion7();
        await fixture.Client(user).AddAsync(fixture.Catalogue.Sell(1));
        await AbandonedAsync(published, user, version: 1);

        var kept = await log.SortedSetRangeByRankWithScoresAsync("carts:event-log");
        Assert.Contains(kept, entry => entry.Score > ahead && ((string)entry.Element!).Contains($"{user}", StringComparison.Ordinal));
        Assert.DoesNotContain(kept, entry => entry.Element == "{ }");
        Assert.InRange((await log.KeyTimeToLiveAsync("carts:event-log"))!.Value.TotalDays, 13, 14);
        await log.KeyDeleteAsync("carts:event-log");
    }

    /// <summary>The event about a user's cart in this version.</summary>
    private static async Task<JsonNode> AbandonedAsync(KafkaTap published, Guid user, int version)
    {
        var message = await published.WaitForAsync(
            message => Is(message, user, version), $"version {version} of the cart of {user} is published");
        Assert.Equal(("cart-abandoned.v1", "cart-service"), (message.Headers["ce_type"], message.Headers["ce_source"]));
        return JsonNode.Parse(message.Value)!;
    }

    /// <summary>Waits until a cart that is abandoned from now on is published: events that were due before are published too.</summary>
    private async Task LaterAsync(KafkaTap published)
    {
        var user = Guid.CreateVersion7();
        await fixture.Client(user).AddAsync(fixture.Catalogue.Sell(1));
        await AbandonedAsync(published, user, version: 1);
    }

    /// <summary>The ids of the events about a cart; a duplicate has the same id.</summary>
    private static HashSet<string> Ids(KafkaTap published, Guid user, int version)
        => [.. published.Messages.Where(message => Is(message, user, version)).Select(message => message.Headers["ce_id"])];

    private static bool Is(TappedMessage message, Guid user, int version)
        => message.Key == $"{user}" && (int)JsonNode.Parse(message.Value)!["version"]! == version;
}
