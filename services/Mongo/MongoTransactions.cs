using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>
/// Multi-document transactions on a snapshot. To lock a document is to write it: a transaction whose snapshot is older than another's write of
/// it cannot commit, and is run again.
/// </summary>
public static class MongoTransactions
{
    private const string LostAgainstAnother = "TransientTransactionError";
    private const string PerhapsCommitted = "UnknownTransactionCommitResult";
    private const int DuplicateKey = 11000;
    private const int CommitAttempts = 5;

    private static readonly TransactionOptions Options = new(ReadConcern.Snapshot, ReadPreference.Primary, WriteConcern.WMajority);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction. What it does not commit is rolled back. One that loses against another is run again from the
    /// start: it must have no effect outside the transaction.
    /// </summary>
    public static async Task<T> InTransactionAsync<T>(
        this MongoServiceDatabase database, TimeProvider time, Func<IClientSessionHandle, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunAsync(database, work, cancellationToken);
            }
            catch (MongoException lost) when (IsLost(lost) && time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 20 * Math.Min(attempt, 20))), time, cancellationToken);
            }
        }
    }

    /// <summary>A commit without an answer is asked for again: it is made once, however often.</summary>
    public static async Task CommitAsync(this IClientSessionHandle session, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await session.CommitTransactionAsync(cancellationToken);
                return;
            }
            catch (MongoException unknown) when (attempt < CommitAttempts && unknown.HasErrorLabel(PerhapsCommitted))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), time, cancellationToken);
            }
        }
    }

    /// <summary>Whether this tells that the server is away, rather than that something is wrong. The driver waits for one by <see cref="TimeoutException"/>.</summary>
    public static bool IsOutage(Exception failure)
        => failure is MongoConnectionException or MongoNotPrimaryException or MongoNodeIsRecoveringException or TimeoutException;

    private static async Task<T> RunAsync<T>(
        MongoServiceDatabase database, Func<IClientSessionHandle, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var session = await database.Client.StartSessionAsync(cancellationToken: cancellationToken);
        session.StartTransaction(Options);
        try
        {
            return await work(session, cancellationToken);
        }
        finally
        {
            if (session.IsInTransaction)
                await session.AbortTransactionAsync(CancellationToken.None);
        }
    }

    /// <summary>Two that make the same document at once may also find out by its key.</summary>
    private static bool IsLost(MongoException failure) => failure.HasErrorLabel(LostAgainstAnother) || failure switch
    {
        MongoWriteException write => write.WriteError?.Category == ServerErrorCategory.DuplicateKey,
        MongoBulkWriteException bulk => bulk.WriteErrors.Any(e => e.Category == ServerErrorCategory.DuplicateKey),
        MongoCommandException { Code: DuplicateKey } => true,
        _ => false,
    };
}
