using Ecommerce.Testing;
using MongoDB.Driver;

namespace Ecommerce.Mongo.Tests;

public sealed class LeaseTests(MongoServer server) : MongoTest(server)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    [SkippableFact]
    public async Task One_at_a_time_has_it_and_for_as_long_as_it_wants()
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

    [SkippableFact]
    public async Task Given_back_it_is_free_at_once()
    {
        await using (await TakeAsync(Database)) Assert.Null(await TakeAsync(Database));
        await using var next = await TakeAsync(Database);
        Assert.NotNull(next);
    }

    [SkippableFact]
    public async Task A_holder_that_is_cut_off_knows_that_it_has_lost_it_before_another_can_take_it()
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

    [SkippableFact]
    public async Task A_holder_whose_lease_another_has_taken_is_told_so()
    {
        await using var stale = await TakeAsync(Database);
        await Database.Locks.UpdateOneAsync(l => l.Name == "test", Builders<LockDocument>.Update.Set(l => l.Holder, "another"));
        Assert.False(await stale!.ConfirmAsync(default));
        Assert.True(stale.Lost.IsCancellationRequested);
    }

    private static Task<MongoLease?> TakeAsync(TestDatabase database) => MongoLease.TryTakeAsync(database, "test", Length, TimeProvider.System, default);
}
