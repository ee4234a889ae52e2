using Ecommerce.Contracts;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Messaging.Tests;

/// <summary>A publisher and a consumer without a broker between them: what is heard, is heard from the publisher's log.</summary>
[Collection(Servers.Name)]
public sealed class CatchUpTests(PostgresServer postgres) : IAsyncLifetime
{
    private const string NoBroker = "127.0.0.1:1";
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(1);

    private TestTokens tokens = null!;
    private TestService publisher = null!;
    private int readings;

    public async ValueTask InitializeAsync()
    {
        tokens = await TestTokens.StartAsync();
        publisher = await TestService.StartAsync(
            await postgres.CreateDatabaseAsync(), NoBroker,
            builder =>
            {
                builder.AddServiceDefaults();
                builder.AddOutbox("publisher");
            },
            app =>
            {
                app.Use(CountAsync);
                app.MapDefaultEndpoints();
                app.MapEventLog();
            },
            Settings());
    }

    public async ValueTask DisposeAsync()
    {
        await publisher.DisposeAsync();
        await tokens.DisposeAsync();
    }

    [Fact]
    public async Task Event_of_a_long_transaction_is_backfilled_although_later_events_were_read_before()
    {
        await using var consumer = await ConsumerAsync();
        var late = NewUser();
        await publisher.Database.InTransactionAsync(
            async (transaction, cancellationToken) =>
            {
                await publisher.Services.GetRequiredService<Outbox>().AddAsync(transaction, late, cancellationToken);
                // Many readings, over several times the overlap.
                for (var begun = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(begun) < 4 * Overlap;)
                    await TellAsync(consumer);
            },
            default);

        await HeardAsync(consumer, late);
    }

    [Fact]
    public async Task Processed_events_are_not_backfilled_and_old_positions_are_deleted()
    {
        await using var consumer = await ConsumerAsync();
        for (var begun = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(begun) < 4 * Overlap;)
            await TellAsync(consumer);
        var (handled, before) = (consumer.Services.GetRequiredService<Handled>(), Volatile.Read(ref readings));

        await Eventually.Async(() => Volatile.Read(ref readings) > before + 20, "it was read twenty times more");
        Assert.Equal(handled.Of<UserRegistered>().Distinct().Count(), handled.All.Count);
        await Eventually.Async(
            () => consumer.ScalarAsync<long>("SELECT count(*) FROM catch_ups"), rows => rows <= 2,
            "the last position is settled and all before it forgotten");
    }

    [Fact]
    public async Task Two_groups_in_one_service_backfill_independently()
    {
        await using var consumer = await ConsumerAsync(builder =>
        {
            builder.AddConsumer("other", consumer => consumer.On<ProductDeleted, DeletionHandler>());
            builder.AddEventBackfill("other", "publisher");
        });
        var (user, product, handled, release) =
            (NewUser(), new ProductDeleted(Guid.CreateVersion7(), 1, DateTimeOffset.UnixEpoch),
                consumer.Services.GetRequiredService<Handled>(), new TaskCompletionSource());
        handled.Before = message => message is UserRegistered ? release.Task : Task.CompletedTask;

        await publisher.SendAsync(user);
        await Eventually.Async(() => handled.Of<UserRegistered>().Contains(user), "the first is at work");
        await publisher.SendAsync(product);
        await Eventually.Async(() => handled.Of<ProductDeleted>().Contains(product), "the second does not wait for it");
        release.SetResult();
        await HeardAsync(consumer, user);
    }

    [Fact]
    public async Task Events_older_than_the_inbox_retention_are_not_backfilled()
    {
        var (old, young) = (NewUser(), NewUser());
        await publisher.SendAsync(old);
        await publisher.ScalarAsync<long>("UPDATE outbox SET occurred_at = now() - interval '14 days 1 second'");
        await publisher.SendAsync(young);

        await using var consumer = await ConsumerAsync();
        await HeardAsync(consumer, young);
        Assert.Equal(young.UserId, await consumer.ScalarAsync<Guid>("SELECT subject FROM effects"));
        Assert.Equal(1, await consumer.ScalarAsync<long>("SELECT count(*) FROM inbox"));
    }

    private Task CountAsync(HttpContext http, RequestDelegate next)
    {
        Interlocked.Increment(ref readings);
        return next(http);
    }

    private async Task TellAsync(TestService consumer)
    {
        var next = NewUser();
        await publisher.SendAsync(next);
        await HeardAsync(consumer, next);
    }

    private static Task HeardAsync(TestService consumer, UserRegistered user) => Eventually.Async(
        async () => await consumer.ScalarAsync<long>("SELECT count(*) FROM effects WHERE subject = @UserId", user) == 1,
        "the consumer hears of it");

    private async Task<TestService> ConsumerAsync(Action<WebApplicationBuilder>? more = null) => await TestService.StartAsync(
        await postgres.CreateDatabaseAsync(), NoBroker,
        builder =>
        {
            builder.AddServiceDefaults();
            builder.AddConsumer("consumer", consumer => consumer.On<UserRegistered, RegistrationHandler>());
            builder.AddEventBackfill("consumer", "publisher");
            more?.Invoke(builder);
        },
        settings: [
            ("CatchUp:Interval", "00:00:00.1"), ("CatchUp:Overlap", $"{Overlap}"), ("services:publisher:http:0", $"{publisher.Address}"),
            .. Settings()]);

    private (string Name, string? Value)[] Settings() =>
        [.. tokens.Environment.Select(setting => (setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))];

    private static UserRegistered NewUser() => new(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
}
