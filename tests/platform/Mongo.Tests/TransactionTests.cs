using Ecommerce.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Mongo.Tests;

public sealed class TransactionTests(MongoServer server) : MongoTest(server)
{
    private int tries;

    [Fact]
    public async Task Commit_with_a_lost_answer_is_retried_without_the_work()
    {
        await using var line = new LossyLine(Url);
        line.LoseAnswers("commitTransaction");

        await InsertAsync(new TestDatabase(line.Url), new BsonDocument("_id", 1));

        Assert.Equal(1, tries);
        Assert.Equal(2, line.Seen("commitTransaction"));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Transaction_with_a_lost_connection_is_retried_and_applied_once()
    {
        await using var line = new LossyLine(Url);
        line.LoseAnswers("insert");

        await InsertAsync(new TestDatabase(line.Url), new BsonDocument("_id", 1));

        Assert.Equal(2, tries);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Write_conflict_is_retried()
    {
        await Database.Effects.InsertOneAsync(new BsonDocument { ["_id"] = 1, ["sum"] = 0 });
        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => RunAsync(Database, (session, token) => Database.Effects.UpdateOneAsync(
            session, new BsonDocument("_id", 1), new BsonDocument("$inc", new BsonDocument("sum", 1)), cancellationToken: token)))));
        Assert.Equal(8, (await Database.Effects.Find(new BsonDocument("_id", 1)).SingleAsync())["sum"].AsInt32);
    }

    [Fact]
    public async Task Duplicate_key_is_reported_after_one_retry()
    {
        await Database.Effects.InsertOneAsync(new BsonDocument("_id", 1));
        var refused = await Assert.ThrowsAsync<MongoWriteException>(() => InsertAsync(Database, new BsonDocument("_id", 1)));
        Assert.Equal(ServerErrorCategory.DuplicateKey, refused.WriteError.Category);
        Assert.Equal(2, tries);
        Assert.False(MongoFailures.IsOutage(refused));
    }

    [Fact]
    public async Task Uncommitted_transaction_is_rolled_back()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.InTransactionAsync<int>(
            TimeProvider.System,
            async (session, token) =>
            {
                await Database.Effects.InsertOneAsync(session, new BsonDocument("_id", 1), cancellationToken: token);
                throw new InvalidOperationException("broken");
            },
            default));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Unreachable_server_is_an_outage()
    {
        await using var line = new LossyLine(Url);
        var away = new TestDatabase(line.Url);
        await line.CutAsync();
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => InsertAsync(away, new BsonDocument("_id", 1)));
        Assert.True(MongoFailures.IsOutage(failure), $"{failure}");
    }

    private Task<int> InsertAsync(TestDatabase database, BsonDocument document)
        => RunAsync(database, (session, token) => database.Effects.InsertOneAsync(session, document, cancellationToken: token));

    private Task<int> RunAsync(TestDatabase database, Func<IClientSessionHandle, CancellationToken, Task> work)
        => database.InTransactionAsync(
        TimeProvider.System,
        async (session, token) =>
        {
            Interlocked.Increment(ref tries);
            await work(session, token);
            await session.CommitAsync(TimeProvider.System, token);
            return 0;
        },
        default);

    private Task<long> CountAsync() => Database.Effects.CountDocumentsAsync(new BsonDocument());
}
