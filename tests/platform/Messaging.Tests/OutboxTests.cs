using System.Globalization;
using System.Text.Json;
using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Persistence;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ecommerce.Messaging.Tests;

[Collection(Servers.Name)]
public sealed class OutboxTests(PostgresServer postgres, BrokerServer broker) : IClassFixture<BrokerServer>
{
    private static void Publishes(WebApplicationBuilder builder) => builder.AddOutbox("test-service");

    [Fact]
    public async Task Event_and_state_change_commit_or_roll_back_together()
    {
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        await using var service = await TestService.StartAsync(await postgres.CreateDatabaseAsync(), broker.ConnectionString, Publishes);
        var (lost, kept) = (NewUser(), NewUser());

        await Assert.ThrowsAsync<InvalidOperationException>(() => ChangeAsync(lost, fails: true));
        await ChangeAsync(kept, fails: false);

        await Eventually.Async(() => tap.Messages.Any(message => message.Key == kept.Key), "the committed event is published");
        Assert.DoesNotContain(tap.Messages, message => message.Key == lost.Key);
        Assert.Equal(kept.UserId, await service.ScalarAsync<Guid>("SELECT subject FROM effects"));
        Assert.Equal(1, await service.ScalarAsync<long>("SELECT count(*) FROM outbox"));

        Task ChangeAsync(UserRegistered message, bool fails) => service.Database.InTransactionAsync(
            async (transaction, cancellationToken) =>
            {
                await transaction.Connection!.ExecuteAsync("INSERT INTO effects VALUES (@UserId, 0)", message, transaction);
                await service.Services.GetRequiredService<Outbox>().AddAsync(transaction, message, cancellationToken);
                if (fails) throw new InvalidOperationException();
            },
            default);
    }

    [Fact]
    public async Task Many_events_are_stored_in_their_order()
    {
        await using var service = await TestService.StartAsync(await postgres.CreateDatabaseAsync(), broker.ConnectionString, Publishes);
        UserRegistered[] users = [.. Enumerable.Range(0, 1_000).Select(_ => NewUser())];
        await service.Database.InTransactionAsync(
            (transaction, cancellationToken)
                => service.Services.GetRequiredService<Outbox>().AddAsync(transaction, users, cancellationToken),
            default);
        Assert.Equal(
            users.Select(user => user.Key), await service.ScalarAsync<string[]>("SELECT array_agg(key ORDER BY position) FROM outbox"));
        Assert.Equal(users.Length, await service.ScalarAsync<long>("SELECT count(DISTINCT event_id) FROM outbox"));
    }

    [Fact]
    public async Task Event_that_cannot_be_published_holds_up_its_key_alone()
    {
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        await using var service = await TestService.StartAsync(await postgres.CreateDatabaseAsync(), broker.ConnectionString, Publishes);
        await service.ScalarAsync<long>("""
            INSERT INTO outbox (event_id, topic, key, type, data, occurred_at)
            VALUES (gen_random_uuid(), 'users.v1', 'spoiled', 'user-registered.v1', to_json(repeat('x', 2000000)), now())
            RETURNING position
            """);

        UserRegistered[] users = [NewUser(), NewUser()];
        foreach (var user in users)
        {
            await service.SendAsync(user);
            await Eventually.Async(() => tap.Messages.Any(message => message.Key == user.Key), "the event behind it is published");
        }

        // It is on the broker a moment before it is marked.
        await Eventually.Async(
            async () => await service.ScalarAsync<string[]>("SELECT array_agg(key) FROM outbox WHERE published_at IS NULL") is ["spoiled"],
            "all but the spoiled one are marked as published");
    }

    [Fact]
    public async Task Published_event_is_a_CloudEvent_in_binary_mode()
    {
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        await using var service = await TestService.StartAsync(await postgres.CreateDatabaseAsync(), broker.ConnectionString, Publishes);
        var user = NewUser();
        await service.SendAsync(user);

        var message = await Eventually.ValueAsync(
            () => tap.Messages.FirstOrDefault(message => message.Key == user.Key), "it is published");
        Assert.Equal("1.0", message.Headers["ce_specversion"]);
        Assert.Equal("user-registered.v1", message.Headers["ce_type"]);
        Assert.Equal("test-service", message.Headers["ce_source"]);
        Assert.Equal(user.Key, message.Headers["ce_subject"]);
        Assert.Equal("application/json", message.Headers["content-type"]);
        Assert.Equal(7, Guid.Parse(message.Headers["ce_id"]).Version);
        var time = DateTimeOffset.ParseExact(message.Headers["ce_time"], "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);
        Assert.InRange(TimeProvider.System.GetUtcNow() - time, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal(user.UserId, JsonDocument.Parse(message.Value).RootElement.GetProperty("userId").GetGuid());
    }

    [Fact]
    public async Task Events_of_one_key_stay_in_order_with_several_relays()
    {
        const int Keys = 25;
        const int Each = 12;
        var database = await postgres.CreateDatabaseAsync();
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Catalog);
        await using var first = await TestService.StartAsync(database, broker.ConnectionString, Publishes);
        await using var second = await TestService.StartAsync(
            database, broker.ConnectionString, Publishes, settings: ("Messaging:OutboxWindow", "7"));
        await using var third = await TestService.StartAsync(
            database, broker.ConnectionString, Publishes, settings: ("Messaging:OutboxWindow", "3"));

        var products = Enumerable.Range(0, Keys).Select(_ => Guid.CreateVersion7()).ToArray();
        await Parallel.ForEachAsync(products, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (product, _) =>
        {
            for (var version = 1; version <= Each; version++)
                await first.SendAsync(new ProductDeleted(product, version, DateTimeOffset.UnixEpoch));
        });

        await Eventually.Async(() => products.All(product => Versions(tap, product).Count == Each), "every event sent is published once");
        AssertInOrder(tap, products, Each);
        Assert.Equal(0, await first.ScalarAsync<long>("SELECT count(*) FROM outbox WHERE published_at IS NULL"));
    }

    [Fact]
    public async Task Relays_that_lose_their_database_lose_no_event_and_keep_key_order()
    {
        const int Keys = 8;
        const int Each = 15;
        var database = await postgres.CreateDatabaseAsync();
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Catalog);
        await using var sender = await TestService.StartAsync(
            database + ";Application Name=sender", broker.ConnectionString, builder => builder.Services.AddSingleton<Outbox>());
        await using var first = await TestService.StartAsync(database, broker.ConnectionString, Publishes);
        await using var second = await TestService.StartAsync(
            database, broker.ConnectionString, Publishes, settings: ("Messaging:OutboxWindow", "5"));

        var products = Enumerable.Range(0, Keys).Select(_ => Guid.CreateVersion7()).ToArray();
        for (var version = 1; version <= Each; version++)
        {
            foreach (var product in products) await sender.SendAsync(new ProductDeleted(product, version, DateTimeOffset.UnixEpoch));
            await sender.ScalarAsync<object>(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name <> "
                    + "'sender' AND random() < 0.5");
        }

        await Eventually.Async(
            async () => await sender.ScalarAsync<long>("SELECT count(*) FROM outbox WHERE published_at IS NULL") == 0,
            "the outbox is empty");
        await Eventually.Async(
            () => products.All(product => Versions(tap, product).Distinct().Count() == Each), "every event sent is published");
        AssertInOrder(tap, products, Each);
    }

    [Fact]
    public async Task Event_without_a_notification_is_published_by_the_sweep()
    {
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        await using var service = await TestService.StartAsync(await postgres.CreateDatabaseAsync(), broker.ConnectionString, Publishes);
        await service.ScalarAsync<object>("ALTER TABLE outbox DISABLE TRIGGER outbox_notify");
        await service.ScalarAsync<object>(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'");

        var user = NewUser();
        await service.SendAsync(user);
        await Eventually.Async(() => tap.Messages.Any(message => message.Key == user.Key), "the sweep publishes it");
    }

    [Fact]
    public async Task Listener_reconnects_after_a_lost_connection()
    {
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        await using var service = await TestService.StartAsync(
            await postgres.CreateDatabaseAsync(), broker.ConnectionString, Publishes, settings: ("Messaging:SweepInterval", "01:00:00"));
        const string Listening = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'";
        await Eventually.Async(async () => await service.ScalarAsync<long>(Listening) == 1, "it listens");
        await service.ScalarAsync<object>(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'");
        await Eventually.Async(async () => await service.ScalarAsync<long>(Listening) == 1, "it listens again");

        var user = NewUser();
        await service.SendAsync(user);
        await Eventually.Async(() => tap.Messages.Any(message => message.Key == user.Key), "it is published without a sweep");
    }

    [Fact]
    public async Task Event_too_large_for_the_broker_is_refused_to_its_sender()
    {
        await using var service = await TestService.StartAsync(await postgres.CreateDatabaseAsync(), broker.ConnectionString, Publishes);
        var huge = new StockCommitFailed(Guid.CreateVersion7(), [new string('x', Outbox.MaxBytes)]);
        await Assert.ThrowsAsync<ArgumentException>(() => service.SendAsync(huge));
    }

    [Fact]
    public async Task Only_rows_older_than_the_retention_are_pruned_and_never_an_unpublished_one()
    {
        var time = new AdjustableTime();
        await using var service = await TestService.StartAsync(await postgres.CreateDatabaseAsync(), broker.ConnectionString, Publishes);
        await service.SendAsync(NewUser());
        await Eventually.Async(
            async () => await service.ScalarAsync<long>("SELECT count(*) FROM outbox WHERE published_at IS NOT NULL") == 1,
            "it is published");
        await service.StopAsync();
        await service.SendAsync(NewUser());
        await service.ScalarAsync<object>("INSERT INTO inbox VALUES ('test', gen_random_uuid(), now())");
        var pruning = ActivatorUtilities.CreateInstance<MessagePruner>(service.Services, time);

        time.Advance(TimeSpan.FromDays(13));
        await pruning.PruneAsync(default);
        Assert.Equal((2, 1), await RowsAsync());

        time.Advance(TimeSpan.FromDays(2));
        await pruning.PruneAsync(default);
        Assert.Equal((1, 0), await RowsAsync());
        Assert.Equal(1, await service.ScalarAsync<long>("SELECT count(*) FROM outbox WHERE published_at IS NULL"));

        async Task<(long Outbox, long Inbox)> RowsAsync() =>
            (await service.ScalarAsync<long>("SELECT count(*) FROM outbox"), await service.ScalarAsync<long>("SELECT count(*) FROM inbox"));
    }

    /// <summary>A relay may say a thing twice, but the first time must be its turn.</summary>
    private static void AssertInOrder(KafkaTap tap, IEnumerable<Guid> products, int each)
    {
        foreach (var product in products)
            Assert.Equal(Enumerable.Range(1, each).Select(version => (long)version), Versions(tap, product).Distinct());
    }

    private static List<long> Versions(KafkaTap tap, Guid product) =>
        [.. from message in tap.Messages
            let json = JsonDocument.Parse(message.Value).RootElement
            where json.GetProperty("productId").GetGuid() == product
            select json.GetProperty("version").GetInt64()];

    private static UserRegistered NewUser() => new(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
}
