using Npgsql;

namespace Ecommerce.Persistence;

/// <summary>A unit of work as one transaction.</summary>
public static class TransactionExtensions
{
    private const int Attempts = 5;

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction (read committed) that is committed when it returns and rolled back when it throws.
    /// A deadlock or a serialization failure runs it again, from the start, up to five times: it must have no effect outside the transaction.
    /// </summary>
    public static async Task<T> InTransactionAsync<T>(
        this NpgsqlDataSource dataSource, Func<NpgsqlTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                var result = await work(transaction, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (PostgresException conflict) when (attempt < Attempts && IsConflict(conflict))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 25 * attempt)), cancellationToken);
            }
        }
    }

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public static Task InTransactionAsync(
        this NpgsqlDataSource dataSource, Func<NpgsqlTransaction, CancellationToken, Task> work, CancellationToken cancellationToken)
        => dataSource.InTransactionAsync<object?>(
            async (transaction, token) =>
            {
                await work(transaction, token);
                return null;
            },
            cancellationToken);

    private static bool IsConflict(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;
}
