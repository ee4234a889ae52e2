using System.Text.RegularExpressions;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ReviewService.Infrastructure;
using Ecommerce.ReviewService.Infrastructure.Mongo;
using Ecommerce.ReviewService.Infrastructure.Postgres;
using Ecommerce.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.ReviewService.Tests.Stores;

/// <summary>The command that moves reviews from one store to the other.</summary>
public sealed partial class ReviewMoveTests(PostgresServer postgres, MongoServer mongo)
    : IClassFixture<PostgresServer>, IClassFixture<MongoServer>
{
    private const string Assembly = "Ecommerce.ReviewService";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private readonly Guid product = Guid.CreateVersion7();
    private readonly Guid reader = Guid.CreateVersion7();
    private readonly Guid erased = Guid.CreateVersion7();
    private readonly List<Review> reviews = [];

    [Fact]
    public async Task Killed_moves_to_MongoDB_and_back_resume_and_keep_all_reviews()
    {
        mongo.SkipIfMissing();
        var (first, second, last) = (
            await postgres.CreateDatabaseAsync(), await mongo.CreateDatabaseAsync(), await postgres.CreateDatabaseAsync());
        var (before, messages) = ("", "");
        await OnPostgresAsync(first, async (store, database) =>
        {
            await FillAsync(store);
            await AddMessagesAsync(database);
            before = await DescribeAsync(store);
            messages = await MessagesAsync(database);
        });

        await MoveAsync(first, second);
        var collections = new MongoReviews(second);
        await collections.PrepareAsync(None);
        Assert.Equal(before, await DescribeAsync(new MongoReviewStore(collections, TimeProvider.System)));
        collections.Client.Dispose();

        await MoveAsync(second, last);
        await OnPostgresAsync(last, async (store, database) =>
        {
            Assert.Equal(before, await DescribeAsync(store));
            Assert.Equal(messages, await MessagesAsync(database));
        });
    }

    private async Task FillAsync(IReviewStore store)
    {
        foreach (var i in Enumerable.Range(0, 1200))
        {
            reviews.Add(new(
                Guid.CreateVersion7(), product, i == 7
                    ? null : Guid.CreateVersion7(), i % 2 == 0 ? "Ada"
                    : null, i % 5 + 1, $"Title {i}", "Dry.\nLight \\u0041.",
                i % 3 == 0 ? ReviewStates.Pending : ReviewStates.Published, i % 3 == 0 ? PendingReasons.WordFilter : null, i % 2 == 1, i, 1,
                2, 3, At, At.AddDays(i)));
        }

        await CommitAsync(store, async transaction =>
        {
            var rating = await transaction.LockRatingAsync(product, None);
            foreach (var review in reviews)
                await transaction.SaveAsync(review, None);
            await transaction.SaveRatingAsync(rating with { Version = 5, Histogram = [1, 2, 3, 4, 5] }, None);
            await transaction.SaveProductAsync(product, 9, published: true, None);
            await transaction.AddDeliveryAsync(reader, product, None);
            await transaction.MarkErasedAsync(erased, At, None);
            await transaction.SaveVoteAsync(reviews[1].Id, reader, true, None);
            await transaction.SaveVoteAsync(reviews[2].Id, reader, false, None);
            await transaction.TryAddReportAsync(new Report(reviews[1].Id, reader, "spam", "It is.", At), None);
            await transaction.SaveWordListAsync(new WordList(4, ["b*", "a"]), None);
            await transaction.PublishAsync(reviews[1].ToEvent(), None);
        });
    }

    /// <summary>
    /// A dead letter, a position in another service's log, an event that was handled, and one that was handled so long ago that it is about
    /// to be forgotten.
    /// </summary>
    private static async Task AddMessagesAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            INSERT INTO dead_letters VALUES (
                gen_random_uuid(), 'g', 'orders.v1', 3, 5, gen_random_uuid(), 'order-placed.v1', 'order-service', '2026-01-02', '\x00ff',
                decode(repeat('ab', 200), 'hex'), 'no', 'E', '2026-01-03');
            INSERT INTO dead_letters VALUES (
                gen_random_uuid(), 'g', 'orders.v1', 3, 6, NULL, NULL, NULL, NULL, NULL, '\x01', 'unreadable', 'E', '2026-01-03');
            INSERT INTO catch_ups VALUES ('g', 'catalog-service', 77, '2026-01-04');
            INSERT INTO inbox VALUES ('g', gen_random_uuid(), date_trunc('second', now())),
            ('g', gen_random_uuid(), now() - interval '13 days 12 hours')
            """);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> MessagesAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            SELECT string_agg(row::text, '; ' ORDER BY row::text) FROM (
                SELECT to_jsonb(d) AS row FROM dead_letters d UNION ALL SELECT to_jsonb(c) FROM catch_ups c
                UNION ALL SELECT to_jsonb(i) FROM inbox i WHERE handled_at > now() - interval '1 hour') AS rows
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task<string> DescribeAsync(IReviewStore store)
    {
        var lines = new List<string>();
        await foreach (var review in store.StreamReviewsAsync(None))
            lines.Add($"{review}");
        await foreach (var rating in store.StreamRatingsAsync(None))
            lines.Add($"{rating} {string.Join(' ', rating.Histogram)}");
        lines.AddRange((await store.ListVotesAsync(reader, [.. reviews.Select(r => r.Id)], None)).OrderBy(v => v.Key).Select(v => $"{v}"));
        lines.AddRange((await store.ListReportsAsync(reviews[1].Id, None)).Select(r => $"{r}"));
        lines.Add($"{await store.FindWordListAsync(None) is { Version: 4, Words: ["b*", "a"] }}");
        lines.Add($"{await store.FindRatingAsync(product, None) is not null}");
        await CommitAsync(store, async transaction => lines.Add(
            $"{await transaction.IsErasedAsync(erased, None)} {await transaction.IsErasedAsync(reader, None)} "
            + $"{await transaction.HasDeliveryAsync(reader, product, None)}"));
        Assert.EndsWith("True\nTrue\nTrue False True", string.Join('\n', lines), StringComparison.Ordinal);
        return string.Join('\n', lines);
    }

    private static Task<bool> CommitAsync(IReviewStore store, Func<IReviewTransaction, Task> work)
        => store.InTransactionAsync(
            async (transaction, token) =>
            {
                await work(transaction);
                await transaction.CommitAsync(token);
                return true;
            },
            None);

    private static async Task OnPostgresAsync(string database, Func<IReviewStore, NpgsqlDataSource, Task> work)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["ConnectionStrings:reviews"] = database;
        builder.AddPostgresDatabase("reviews", typeof(PostgresReviewStore).Assembly, typeof(Outbox).Assembly);
        using var host = builder.Build();
        await host.StartAsync();
        var source = host.Services.GetRequiredService<NpgsqlDataSource>();
        await work(new PostgresReviewStore(source, new Outbox(TimeProvider.System)), source);
        await host.StopAsync();
    }

    private static async Task MoveAsync(string from, string to)
    {
        var settings = new Dictionary<string, string> { ["ConnectionStrings__moveFrom"] = from, ["ConnectionStrings__moveTo"] = to };
        await using (var move = await ServiceProcess.StartUntilAsync(Assembly, settings, ReviewsCopied(), "move"))
            await move.KillAsync();
        var (exitCode, output) = await ServiceProcess.RunToEndAsync(Assembly, settings, "move");
        Assert.True(exitCode == 0, output);
        Assert.Contains("reviews: 1200 records", output, StringComparison.Ordinal);
        foreach (var table in new[] { "outbox: 1 records", "inbox: 1 records", "dead letters: 2 records", "logs: 1 records" })
            Assert.Contains(table, output, StringComparison.Ordinal);
    }

    [GeneratedRegex("reviews: copied")]
    private static partial Regex ReviewsCopied();
}
