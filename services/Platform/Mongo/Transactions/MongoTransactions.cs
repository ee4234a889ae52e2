using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>
/// Multi-document transactions on a snapshot. To lock a document is to write it: a transaction whose snapshot is older than another's
/// write of it cannot commit, and is run again.
/// </summary>
public static class MongoTransactions
{
    /// <summary>No transaction begins its commit later than so long after its beginning.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// So long after its beginning a transaction is committed, or never will be: its commit is asked for no longer, and no server is
    /// still at it.
    /// </summary>
    internal static readonly TimeSpan Longest = Lifetime + Patience + MongoConnectionString.MajorityTimeout;

    private static readonly TransactionOptions Options = new(
        ReadConcern.Snapshot, ReadPreference.Primary, MongoConnectionString.Majority, MongoConnectionString.MajorityTimeout);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction. What it does not commit is rolled back. One that loses against another is run again
    /// from the start: it must have no effect outside the transaction. A duplicate key is looked at once more, on a snapshot that shows
    /// whose it is.
    /// </summary>
    /// <exception cref="TimeoutException">It took longer than a minute.</exception>
    public static async Task<T> InTransactionAsync<T>(
        this MongoServiceDatabase database, TimeProvider timeProvider, Func<IClientSessionHandle, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        var duplicates = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunAsync(database, timeProvider, work, cancellationToken);
            }
            catch (MongoException lost) when (IsWorthAnother(lost) && timeProvider.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(
                    TimeSpan.FromMilliseconds(Random.Shared.Next(2, 20 * Math.Min(attempt, 20))), timeProvider, cancellationToken);
            }
        }

        bool IsWorthAnother(MongoException failure)
            => failure.HasErrorLabel(MongoFailures.LostAgainstAnother) || (MongoFailures.IsDuplicate(failure) && ++duplicates == 1);
    }

    /// <summary>A commit without an answer is asked for again: it is made once, however often.</summary>
    public static async Task CommitAsync(this IClientSessionHandle session, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await session.CommitTransactionAsync(cancellationToken);
                return;
            }
            catch (MongoException unknown) when (unknown.HasErrorLabel(MongoFailures.PerhapsCommitted)
                && timeProvider.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * Math.Min(attempt, 10)), timeProvider, cancellationToken);
            }
        }
    }

    private static async Task<T> RunAsync<T>(
        MongoServiceDatabase database, TimeProvider timeProvider, Func<IClientSessionHandle, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken)
    {
        using var lifetime = new CancellationTokenSource(Lifetime, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.Token);
        using var session = await database.Client.StartSessionAsync(cancellationToken: cancellationToken);
        session.StartTransaction(Options);
        try
        {
            return await work(session, either.Token);
        }
        catch (OperationCanceledException cancelled) when (lifetime.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"A transaction took longer than {Lifetime.TotalSeconds} s.", cancelled);
        }
        finally
        {
            await AbortAsync(session);
        }
    }

    private static async Task AbortAsync(IClientSessionHandle session)
    {
        if (!session.IsInTransaction) return;
        try
        {
            await session.AbortTransactionAsync(CancellationToken.None);
        }
        catch (Exception away) when (away is MongoException or TimeoutException)
        {
            // What failed is told by what made it fail; the server drops what nobody commits.
        }
    }
}
