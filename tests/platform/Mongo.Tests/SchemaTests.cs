using Ecommerce.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Mongo.Tests;

public sealed class SchemaTests(MongoServer server) : MongoTest(server)
{
    private int runs;

    [Fact]
    public async Task Replicas_that_start_together_run_each_migration_once()
    {
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => new TestDatabase(Url, [First(), Counted(2)]).PrepareAsync(default))));
        Assert.Equal(1, runs);

        await new TestDatabase(Url, [First(), Counted(2), Counted(3)]).PrepareAsync(default);
        Assert.Equal(2, runs);
        Assert.Equal(
            ["messaging/1", "test/1", "test/2", "test/3"],
            (await Database.Database.GetCollection<BsonDocument>("schema_migrations").Find(new BsonDocument()).ToListAsync())
                .Select(applied => applied["_id"].AsString)
                    .Where(id => id.StartsWith("test", StringComparison.Ordinal) || id == "messaging/1").Order());
    }

    [Fact]
    public async Task Interrupted_migration_is_run_again()
    {
        var broken = new MongoMigration(
            2, "broken", (_, _)
                => Interlocked.Increment(ref runs) == 1 ? throw new InvalidOperationException("broken") : Task.CompletedTask);
        await Assert.ThrowsAsync<InvalidOperationException>(() => new TestDatabase(Url, [First(), broken]).PrepareAsync(default));
        await new TestDatabase(Url, [First(), broken]).PrepareAsync(default);
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Service_older_than_the_schema_does_not_start()
    {
        await new TestDatabase(Url, [First(), Counted(2)]).PrepareAsync(default);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Database.PrepareAsync(default));
        Assert.Contains("ConnectionStrings:test has version 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expiry_follows_the_last_configured_time()
    {
        await Database.Inbox.ExpireAsync(d => d.HandledAt, TimeSpan.FromDays(14), default);
        await Database.Inbox.ExpireAsync(d => d.HandledAt, TimeSpan.FromDays(3), default);
        var indexes = await (await Database.Inbox.Indexes.ListAsync()).ToListAsync();
        Assert.Equal(3 * 24 * 3600, Assert.Single(indexes, index => index.Contains("expireAfterSeconds"))["expireAfterSeconds"].ToInt64());
    }

    private static MongoMigration First()
        => new(1, "effects", (database, cancellationToken) => database.CreateAsync(cancellationToken, "effects"));

    private MongoMigration Counted(int version) => new(version, "counted", (_, _) =>
    {
        Interlocked.Increment(ref runs);
        return Task.CompletedTask;
    });
}
