using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Conformance;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Mongo.Tests;

/// <summary>
/// Outbox, dead letters and metrics of a service on MongoDB. Each test has a broker of its own: a new group reads all that others left
/// there.
/// </summary>
[Collection(Services.Name)]
public sealed class MessageTests(MongoServer server) : MongoTest(server)
{
    private readonly BrokerServer broker = new();
    private TestTokens tokens = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await broker.InitializeAsync();
        tokens = await TestTokens.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await (tokens?.DisposeAsync() ?? default);
        await broker.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Operator_replays_a_listed_dead_letter_after_its_cause_is_fixed()
    {
        await using var service = await StartAsync();
        await ShowsAsync(service, "ecommerce_messages_dead_letters", 0);
        service.Handled.Before = _ => throw new InvalidOperationException("broken");
        var user = NewUser();
        await service.SendAsync(user);

        using var operators = service.Client(Permissions.OrdersWrite);
        var letter = await LetterAsync(operators);
        Assert.Equal(("user-registered.v1", "broken"), (letter.GetProperty("type").GetString(), letter.GetProperty("reason").GetString()));
        Assert.False(letter.TryGetProperty("value", out _));
        await ShowsAsync(service, "ecommerce_messages_dead_letters", 1);

        var replay = $"/tests/dead-letters/{letter.GetProperty("id").GetGuid()}/replay";
        Assert.Equal(HttpStatusCode.Conflict, (await operators.PostAsync(replay, null)).StatusCode);
        service.Handled.Before = _ => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.NoContent, (await operators.PostAsync(replay, null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await operators.PostAsync(replay, null)).StatusCode);
        Assert.Equal(1, await service.Database.Effects.CountDocumentsAsync(new BsonDocument("subject", $"{user.UserId}")));
        await ShowsAsync(service, "ecommerce_messages_dead_letters", 0);
    }

    [Fact]
    public async Task Discarded_dead_letter_was_published_to_the_dead_letter_topic()
    {
        await using var service = await StartAsync();
        await using var buried = new KafkaTap(broker.ConnectionString, Topics.DeadLetter(Topics.Users));
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        await tap.PublishAsync("key", "garbage");

        using var operators = service.Client(Permissions.OrdersWrite);
        var id = (await LetterAsync(operators)).GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await operators.PostAsync($"/tests/dead-letters/{id}/replay", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await operators.DeleteAsync($"/tests/dead-letters/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await operators.DeleteAsync($"/tests/dead-letters/{id}")).StatusCode);
        await buried.WaitForAsync(message => message.Value == "garbage", "it is on the dead letter topic");
    }

    [Fact]
    public async Task Outbox_lag_grows_while_the_broker_is_down_and_events_are_published_when_it_is_back()
    {
        await using var service = await StartAsync();
        await broker.StopAsync();
        await service.SendAsync(NewUser());
        await ShowsAsync(service, "ecommerce_outbox_backlog", 1);
        await Eventually.Async(
            () => ValueAsync(service, "ecommerce_outbox_lag_seconds"), age => age > 2, "the oldest event is older than two seconds");
        await broker.StartAsync();
        await ShowsAsync(service, "ecommerce_outbox_backlog", 0);
    }

    [Fact]
    public async Task Events_of_one_key_are_published_once_in_order_with_several_replicas()
    {
        const int Each = 12;
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Catalog);
        await using var first = await StartAsync(("Messaging:OutboxWindow", "7"));
        await using var second = await StartAsync(("Messaging:OutboxWindow", "3"));
        var products = Enumerable.Range(0, 10).Select(_ => Guid.CreateVersion7()).ToArray();
        await Parallel.ForEachAsync(products, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (product, _) =>
        {
            for (var version = 1; version <= Each; version++)
                await (version % 2 == 0 ? first : second).SendAsync(new ProductDeleted(product, version, DateTimeOffset.UnixEpoch));
        });

        await Eventually.Async(() => tap.Messages.Count >= products.Length * Each, "all are published", TimeSpan.FromSeconds(60));
        Assert.All(products, product => Assert.Equal(
            Enumerable.Range(1, Each),
            tap.Messages.Where(message => message.Key == $"{product}")
                .Select(message => JsonElement.Parse(message.Value).GetProperty("version").GetInt32())));
    }

    [Fact]
    public async Task Another_replica_relays_when_the_leader_is_disconnected()
    {
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        await using var line = new LossyLine(Url);
        await using var first = await MongoTestService.StartAsync(line.Url, broker.ConnectionString, tokens);
        await Eventually.Async(
            () => Database.Locks.Find(l => l.Name == "outbox" && l.Holder != null).AnyAsync(), "the first has the lease");
        await using var second = await StartAsync();
        await line.CutAsync();

        var user = NewUser();
        await second.SendAsync(user);
        await tap.WaitForAsync(message => message.Key == user.Key, "the second publishes it", TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Relays_that_lose_their_connections_lose_no_event_and_keep_key_order()
    {
        const int Each = 10;
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Catalog);
        await using LossyLine here = new(Url), there = new(Url);
        await using var first = await MongoTestService.StartAsync(here.Url, broker.ConnectionString, tokens);
        await using var second = await MongoTestService.StartAsync(there.Url, broker.ConnectionString, tokens);
        await using var sender = await StartAsync(("Messaging:RelayEnabled", "false"));
        var products = Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToArray();
        for (var version = 1; version <= Each; version++)
        {
            await sender.SendAsync([.. products.Select(product => new ProductDeleted(product, version, DateTimeOffset.UnixEpoch))]);
            foreach (var line in new[] { here, there })
            {
                line.LoseAnswers("update");
                if (version % 2 == 0) line.LoseRequests("find");
                if (version % 3 == 0) line.LoseAnswers("getMore");
            }
        }

        await Eventually.Async(
            async () => await Database.Outbox.CountDocumentsAsync(o => o.PublishedAt == null) == 0, "all are published",
            TimeSpan.FromSeconds(60));
        Assert.All(products, product => Assert.Equal(
            Enumerable.Range(1, Each),
            tap.Messages.Where(message => message.Key == $"{product}")
                .Select(message => JsonElement.Parse(message.Value).GetProperty("version").GetInt32()).Distinct()));
    }

    [Fact]
    public async Task Database_spans_of_a_request_have_no_values()
    {
        await using var collector = await TelemetryCollector.StartAsync();
        await using var service = await StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", $"{collector.Address}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"));
        using var reader = service.Client(Permissions.EventsRead);
        (await reader.GetAsync($"/event-log?type={UserRegistered.Type}")).EnsureSuccessStatusCode();
        await Eventually.Async(() => collector.Traces.Contains("MongoDB.Driver", StringComparison.Ordinal), "the driver's spans arrive");
        Assert.DoesNotContain("db.query.text", collector.Traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rolled_back_event_is_not_published()
    {
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        await using var service = await StartAsync();
        var (lost, kept) = (NewUser(), NewUser());
        await Assert.ThrowsAsync<InvalidOperationException>(() => service.Database.InTransactionAsync<int>(
            TimeProvider.System,
            async (session, token) =>
            {
                await service.Database.AddToOutboxAsync(session, [lost], TimeProvider.System.GetUtcNow(), token);
                throw new InvalidOperationException();
            },
            default));
        await service.SendAsync(kept);
        await tap.WaitForAsync(message => message.Key == kept.Key, "the committed one is published");
        Assert.DoesNotContain(tap.Messages, message => message.Key == lost.Key);
    }

    [Fact]
    public async Task Retention_setting_can_be_changed()
    {
        await using (await StartAsync(("Messaging:Retention", "7.00:00:00"))) { }
        await using var service = await StartAsync(("Messaging:Retention", "3.00:00:00"));
        foreach (var collection in new[] { "outbox", "inbox" })
        {
            var indexes = await (await service.Database.Database.GetCollection<BsonDocument>(collection).Indexes.ListAsync()).ToListAsync();
            Assert.Equal(
                3 * 24 * 3600, Assert.Single(indexes, index => index.Contains("expireAfterSeconds"))["expireAfterSeconds"].ToInt64());
        }
    }

    private Task<MongoTestService> StartAsync(params (string Name, string Value)[] settings) => MongoTestService.StartAsync(
        Url, broker.ConnectionString, tokens,
        builder => builder.AddConsumer(
            RegistrationHandler.Group, consumer => consumer.OnIdempotent<UserRegistered, RegistrationHandler>().WaitOutMongo()),
        settings);

    private static UserRegistered NewUser() => new(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);

    private static async Task<JsonElement> LetterAsync(HttpClient client)
    {
        var page = await Eventually.Async(
            () => client.GetFromJsonAsync<JsonElement>("/tests/dead-letters"), page => page.GetProperty("items")
                .GetArrayLength() > 0, "there is a dead letter");
        return page.GetProperty("items")[0];
    }

    private static Task<double> ShowsAsync(MongoTestService service, string metric, double value)
        => Eventually.Async(
            () => ValueAsync(service, metric), shown => shown.Equals(value), $"{metric} is {value}", TimeSpan.FromSeconds(40));

    /// <summary>The one sample of that name; not a number where there is none.</summary>
    private static async Task<double> ValueAsync(MongoTestService service, string metric)
    {
        using var prometheus = new HttpClient { BaseAddress = service.Address };
        return PrometheusPage.Read(await prometheus.GetStringAsync("/metrics")).Of(metric).SingleOrDefault()?.Value ?? double.NaN;
    }
}
