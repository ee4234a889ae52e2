using Npgsql;

namespace Ecommerce.Persistence;

/// <summary>A unit of work as one transaction.</summary>
public static class TransactionExtensions
{
    /// <summary>
    /// Runs <paramref name="work"/> in a transaction (read committed) that is committed when it returns and rolled back when it throws.
    /// A deadlock or a serialization failure runs it again, from the start, up to five times: it must have no effect outside the
    /// transaction.
    /// </summary>
    public static Task<T> InTransactionAsync<T>(
        this NpgsqlDataSource dataSource, Func<NpgsqlTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        => TransactionRetry.RunAsync(
            async token =>
            {
                await using var connection = await dataSource.OpenConnectionAsync(token);
                await using var transaction = await connection.BeginTransactionAsync(token);
                var result = await work(transaction, token);
                await transaction.CommitAsync(token);
                return result;
            },
            cancellationToken);

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
}
