using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Mongo.Tests;

/// <summary>
/// A publisher and a consumer without a broker between them, both on MongoDB: what is heard, is heard from the publisher's log.
/// </summary>
[Collection(Services.Name)]
public sealed class CatchUpTests(MongoServer server) : MongoTest(server)
{
    private const string NoBroker = "127.0.0.1:1";

    private TestTokens tokens = null!;
    private MongoTestService publisher = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        tokens = await TestTokens.StartAsync();
        publisher = await MongoTestService.StartAsync(Url, NoBroker, tokens);
    }

    public override async ValueTask DisposeAsync()
    {
        await (publisher?.DisposeAsync() ?? default);
        await (tokens?.DisposeAsync() ?? default);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Event_log_is_paged_by_position_for_services_only()
    {
        UserRegistered[] users = [.. Enumerable.Range(0, 5).Select(_ => NewUser())];
        await publisher.SendAsync(users);
        await publisher.SendAsync(new ProductDeleted(Guid.CreateVersion7(), 1, DateTimeOffset.UnixEpoch));

        using var service = publisher.Client(Permissions.EventsRead);
        var read = new List<JsonElement>();
        for (long? next = 0; next is not null;)
        {
            var page = await service.GetFromJsonAsync<JsonElement>($"/event-log?after={next}&limit=2&type={UserRegistered.Type}");
            read.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next") is { ValueKind: JsonValueKind.Number } position ? position.GetInt64() : null;
        }

        Assert.Equal(users.Select(user => user.Key), read.Select(logged => logged.GetProperty("key").GetString()));
        var positions = read.Select(logged => logged.GetProperty("position").GetInt64()).ToList();
        Assert.Equal(positions.Order().Distinct(), positions);

        using var shopper = publisher.Client();
        Assert.Equal(HttpStatusCode.Forbidden, (await shopper.GetAsync("/event-log")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.GetAsync("/event-log?limit=0")).StatusCode);
    }

    [Fact]
    public async Task Event_of_a_long_transaction_is_backfilled_although_later_events_were_read_before()
    {
        await using var consumer = await ConsumerAsync();
        var late = NewUser();
        await publisher.Database.InTransactionAsync(
            TimeProvider.System,
            async (session, token) =>
            {
                await publisher.Database.AddToOutboxAsync(session, [late], TimeProvider.System.GetUtcNow(), token);
                for (var said = 0; said < 3; said++)
                {
                    var next = NewUser();
                    await publisher.SendAsync(next);
                    await HeardAsync(consumer, next);
                }

                await session.CommitAsync(TimeProvider.System, token);
                return 0;
            },
            default);

        await HeardAsync(consumer, late);
    }

    [Fact]
    public async Task Processed_or_dead_lettered_events_are_not_backfilled()
    {
        var (user, poison, after) = (NewUser(), NewUser(), NewUser());
        await using var consumer = await ConsumerAsync();
        consumer.Handled.Before = message
            => message.UserId == poison.UserId ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        await publisher.SendAsync(user, poison, after);
        await HeardAsync(consumer, after);

        // From here on both are read again and again.
        var last = NewUser();
        await publisher.SendAsync(last);
        await HeardAsync(consumer, last);
        Assert.Equal(new[] { user, poison, after, last }.Select(u => u.UserId), consumer.Handled.All.Select(u => u.UserId));
        using var operators = consumer.Client(Permissions.OrdersWrite);
        Assert.Equal(1, (await operators.GetFromJsonAsync<JsonElement>("/tests/dead-letters")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Positions_before_the_last_settled_one_are_deleted()
    {
        var memory = new MongoBackfillStore(Database, new MessagingOptions(), TimeProvider.System);
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(0, await memory.FindPositionAsync("group", "service", default));
        await memory.SavePositionAsync("group", "service", new(0, 10, noon, noon), settled: noon.AddMinutes(-5), default);
        Assert.Equal(0, await memory.FindPositionAsync("group", "service", default));
        await memory.SavePositionAsync(
            "group", "service", new(0, 20, noon.AddMinutes(6), noon.AddMinutes(6)), settled: noon.AddMinutes(1), default);
        Assert.Equal(10, await memory.FindPositionAsync("group", "service", default));
        await memory.SavePositionAsync("group", "other", new(0, 5, noon, noon), settled: noon.AddMinutes(1), default);
        Assert.Equal(
            (10, 5),
            (await memory.FindPositionAsync("group", "service", default), await memory.FindPositionAsync("group", "other", default)));
    }

    private async Task<MongoTestService> ConsumerAsync() => await MongoTestService.StartAsync(
        await AnotherAsync(), NoBroker, tokens,
        builder =>
        {
            builder.AddConsumer(
                RegistrationHandler.Group, consumer => consumer.OnIdempotent<UserRegistered, RegistrationHandler>().WaitOutMongo());
            builder.AddEventBackfill(RegistrationHandler.Group, "publisher");
        },
        ("CatchUp:Interval", "00:00:00.1"), ("CatchUp:Overlap", "00:00:01"), ("services:publisher:http:0", $"{publisher.Address}"));

    private static Task HeardAsync(MongoTestService consumer, UserRegistered user) => Eventually.Async(
        async () => await consumer.Database.Effects.CountDocumentsAsync(new BsonDocument("subject", $"{user.UserId}")) == 1,
        "the consumer hears of it");

    private static UserRegistered NewUser() => new(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
}
