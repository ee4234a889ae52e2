using Ecommerce.Testing;
using MongoDB.Driver;

namespace Ecommerce.Mongo.Tests;

public sealed class LeaseTests(MongoServer server) : MongoTest(server)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Lease_has_one_holder_for_as_long_as_it_renews()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => TakeAsync(Database))));
        await using var holder = Assert.Single(taken, lease => lease is not null)!;
        for (var since = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(since) < 3 * Length;)
        {
            Assert.Null(await TakeAsync(Database));
            Assert.True(await holder.ConfirmAsync(default));
            Assert.False(holder.Lost.IsCancellationRequested);
        }
    }

    [Fact]
    public async Task Released_lease_is_free_at_once()
    {
        await using (await TakeAsync(Database)) Assert.Null(await TakeAsync(Database));
        await using var next = await TakeAsync(Database);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task Disconnected_holder_knows_its_lease_is_lost_before_another_takes_it()
    {
        await using var line = new LossyLine(Url);
        await using var cutOff = await TakeAsync(new TestDatabase(line.Url));
        await line.CutAsync();

        MongoLease? next = null;
        await Eventually.Async(async () => (next = await TakeAsync(Database)) is not null, "another takes it");
        await using (next)
        {
            Assert.True(cutOff!.Lost.IsCancellationRequested);
            Assert.False(next!.Lost.IsCancellationRequested);
        }
    }

    [Fact]
    public async Task Holder_learns_that_another_has_taken_its_lease()
    {
        await using var stale = await TakeAsync(Database);
        await Database.Locks.UpdateOneAsync(l => l.Name == "test", Builders<LockDocument>.Update.Set(l => l.Holder, "another"));
        Assert.False(await stale!.ConfirmAsync(default));
        Assert.True(stale.Lost.IsCancellationRequested);
    }

    private static Task<MongoLease?> TakeAsync(TestDatabase database)
        => MongoLease.TryTakeAsync(database, "test", Length, TimeProvider.System, default);
}
