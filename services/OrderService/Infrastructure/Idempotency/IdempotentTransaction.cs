using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Idempotency;

/// <summary>The transaction of a command. The response is stored in it, so that both are committed or neither is.</summary>
internal sealed class IdempotentTransaction(NpgsqlDataSource database, IdempotentRequest request, Guid claim) : IAsyncDisposable
{
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;

    public bool IsCommitted { get; private set; }

    public async Task<NpgsqlTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        connection = await database.OpenConnectionAsync(cancellationToken);
        return transaction = await connection.BeginTransactionAsync(cancellationToken);
    }

    /// <summary>Only after <see cref="BeginAsync"/>. Nothing is committed where a repetition has taken over the key meanwhile.</summary>
    public async Task<IResult> CommitAsync(StoredResponse response, CancellationToken cancellationToken)
    {
        if (!await IdempotencyStore.TryCompleteAsync(transaction!, request, claim, response, cancellationToken))
            return new RequestInProgress();

        // A caller that disconnects now must not leave in doubt whether the command was executed.
        await transaction!.CommitAsync(CancellationToken.None);
        IsCommitted = true;
        return response;
    }

    /// <summary>Rolls back what is not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
        if (connection is not null)
            await connection.DisposeAsync();
    }
}
