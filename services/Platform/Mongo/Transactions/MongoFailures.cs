using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>What a failure of the driver or the server tells.</summary>
public static class MongoFailures
{
    internal const string LostAgainstAnother = "TransientTransactionError";
    internal const string PerhapsCommitted = "UnknownTransactionCommitResult";
    private const string Retryable = "RetryableWriteError";
    private const int DuplicateKey = 11000;

    /// <summary>
    /// MongoDB's numbers for a server that is away, has no majority, is stepping down, or took too long: HostUnreachable, HostNotFound,
    /// MaxTimeMSExpired, WriteConcernFailed, NetworkTimeout, ShutdownInProgress, FailedToSatisfyReadPreference,
    /// ReadConcernMajorityNotAvailableYet, PrimarySteppedDown, ExceededTimeLimit, SocketException, NotWritablePrimary,
    /// InterruptedAtShutdown, InterruptedDueToReplStateChange, NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary.
    /// </summary>
    private static readonly HashSet<int> Away = [6, 7, 50, 64, 89, 91, 133, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436];

    /// <summary>
    /// Whether this tells that the server is away, or too busy, rather than that something is wrong: the same may succeed later. The
    /// driver says by
    /// <see cref="TimeoutException"/> that it found none.
    /// </summary>
    public static bool IsOutage(Exception failure) => failure switch
    {
        TimeoutException => true,
        MongoConnectionException or MongoConnectionPoolPausedException or MongoWaitQueueFullException => true,
        MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoExecutionTimeoutException => true,
        MongoException labelled when labelled.HasErrorLabel(LostAgainstAnother) || labelled.HasErrorLabel(PerhapsCommitted)
            || labelled.HasErrorLabel(Retryable)
            => true,
        MongoWriteConcernException unkept
            => unkept.WriteConcernResult?.Response is not { } response || !response.Contains("code") || Away.Contains(unkept.Code),
        MongoCommandException command => Away.Contains(command.Code),
        MongoWriteException write => write.WriteError is null && write.WriteConcernError is not null,
        MongoBulkWriteException bulk => bulk.WriteErrors.Count == 0 && bulk.WriteConcernError is not null,
        _ => false,
    };

    /// <summary>Two that make the same document at once may find out by its key.</summary>
    internal static bool IsDuplicate(MongoException failure) => failure switch
    {
        MongoWriteException write => write.WriteError?.Category == ServerErrorCategory.DuplicateKey,
        MongoBulkWriteException bulk => bulk.WriteErrors.Any(e => e.Category == ServerErrorCategory.DuplicateKey),
        MongoCommandException { Code: DuplicateKey } => true,
        _ => false,
    };
}
