using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>
/// A lock beyond a transaction. Its end is by the server's clock, its holder renews it for as long as it works, and learns by its own
/// stopwatch, not by a clock that may be set, when it can no longer be sure to have it. Whoever stops without giving it back keeps others
/// waiting until its end.
/// </summary>
internal sealed class MongoLease : IAsyncDisposable
{
    private readonly MongoServiceDatabase database;
    private readonly string name;
    private readonly TimeSpan length;
    private readonly TimeProvider timeProvider;
    private readonly string holder = $"{Guid.CreateVersion7()}";
    private readonly CancellationTokenSource lost;
    private readonly CancellationTokenSource over = new();
    private Task renewing = Task.CompletedTask;

    private MongoLease(MongoServiceDatabase database, string name, TimeSpan length, TimeProvider timeProvider, CancellationToken stopping)
    {
        (this.database, this.name, this.length, this.timeProvider) = (database, name, length, timeProvider);
        lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    /// <summary>Cancelled when it is no longer sure that the lock is held, and when the caller is told to stop.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Takes the lock, unless another has it.</summary>
    /// <param name="database">Where it is kept.</param>
    /// <param name="name">What it locks.</param>
    /// <param name="length">How long others wait for a holder that has died.</param>
    /// <param name="timeProvider">Its stopwatch tells when it is lost.</param>
    /// <param name="stopping">Tells the holder to stop.</param>
    /// <returns>Null: another has it.</returns>
    public static async Task<MongoLease?> TryTakeAsync(
        MongoServiceDatabase database, string name, TimeSpan length, TimeProvider timeProvider, CancellationToken stopping)
    {
        var lease = new MongoLease(database, name, length, timeProvider, stopping);
        try
        {
            if (await lease.TakeAsync(stopping))
            {
                lease.renewing = lease.RenewAsync();
                return lease;
            }
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }

        await lease.DisposeAsync();
        return null;
    }

    /// <summary>Has the server say that the lock is held still, and extends it.</summary>
    /// <returns>False: another has it.</returns>
    public async Task<bool> ConfirmAsync(CancellationToken cancellationToken)
    {
        var asked = timeProvider.GetTimestamp();
        var extended = await database.Locks.UpdateOneAsync(
            l => l.Name == name && l.Holder == holder, Extension(), cancellationToken: cancellationToken);
        if (extended.MatchedCount == 0)
        {
            await lost.CancelAsync();
            return false;
        }

        LoseAfter(asked);
        return !lost.IsCancellationRequested;
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await renewing;
        await GiveBackAsync();
        lost.Dispose();
        over.Dispose();
    }

    private async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        // The condition on the server's clock cannot be one of an upsert.
        await database.Locks.UpdateOneAsync(
            l => l.Name == name, Builders<LockDocument>.Update.SetOnInsert(l => l.Lock, 0), new UpdateOptions { IsUpsert = true },
            cancellationToken);
        var free = new BsonDocument
        {
            ["_id"] = name,
            ["$expr"] = new BsonDocument(
                "$lt", new BsonArray { new BsonDocument("$ifNull", new BsonArray { "$until", DateTime.UnixEpoch }), "$$NOW" }),
        };
        var asked = timeProvider.GetTimestamp();
        if ((await database.Locks.UpdateOneAsync(free, Extension(), cancellationToken: cancellationToken)).MatchedCount == 0)
            return false;

        LoseAfter(asked);
        return true;
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(length / 4, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(over.Token) && !lost.IsCancellationRequested)
            {
                try
                {
                    await ConfirmAsync(over.Token);
                }
                catch (Exception away) when (away is MongoException or TimeoutException)
                {
                    // Tried again until it is lost.
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // It is given back.
        }
    }

    private async Task GiveBackAsync()
    {
        try
        {
            await database.Locks.UpdateOneAsync(
                l => l.Name == name && l.Holder == holder, Builders<LockDocument>.Update.Unset(l => l.Holder).Unset(l => l.Until),
                cancellationToken: CancellationToken.None);
        }
        catch (Exception away) when (away is MongoException or TimeoutException)
        {
            // It ends by itself.
        }
    }

    private UpdateDefinition<LockDocument> Extension()
        => Builders<LockDocument>.Update.Pipeline(PipelineDefinition<LockDocument, LockDocument>.Create(
        new BsonDocument(
            "$set",
            new BsonDocument
            {
                ["holder"] = holder, ["until"] = new BsonDocument("$add", new BsonArray { "$$NOW", length.TotalMilliseconds }),
            })));

    /// <summary>The server counts from when it was asked or later.</summary>
    private void LoseAfter(long asked)
    {
        if (length - timeProvider.GetElapsedTime(asked) is { Ticks: > 0 } left) lost.CancelAfter(left);
        else lost.Cancel();
    }
}
