using Npgsql;

namespace Ecommerce.Persistence;

/// <summary>Runs a transaction again that PostgreSQL gave up in favour of another one.</summary>
public static class TransactionRetry
{
    private const int MaxAttempts = 5;

    /// <param name="transact">A whole transaction, from its beginning to its commit: it must have no effect outside of it.</param>
    /// <exception cref="PostgresException">A deadlock or a serialization failure five times in a row, or anything else at once.</exception>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> transact, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await transact(cancellationToken);
            }
            catch (PostgresException failure) when (attempt < MaxAttempts && IsConflict(failure))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 25 * attempt)), cancellationToken);
            }
        }
    }

    private static bool IsConflict(PostgresException failure)
        => failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;
}
