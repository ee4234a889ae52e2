using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Idempotency;

/// <summary>
/// Executes a command once per idempotency key. Only a command that commits uses up its key: one that fails, is refused or dies leaves it
/// free for a repetition.
/// </summary>
internal sealed class IdempotentExecutor(IdempotencyStore store, NpgsqlDataSource database)
{
    /// <param name="request">A repetition gets the stored response; another request with its key a 422, one still running a 409.</param>
    /// <param name="command">
    /// Does what needs no transaction first, such as calls to other services. Then it begins the transaction, and commits it together with
    /// the response. If it returns without a commit, nothing is written.
    /// </param>
    /// <param name="cancellationToken">Cancels what is not committed yet.</param>
    public async Task<IResult> ExecuteAsync(
        IdempotentRequest request, Func<IdempotentTransaction, Task<IResult>> command, CancellationToken cancellationToken)
    {
        var claim = Guid.CreateVersion7();
        if (!await store.TryClaimAsync(request, claim, cancellationToken))
            return Repeat(await store.FindAsync(request, cancellationToken));

        var transaction = new IdempotentTransaction(database, request, claim);
        try
        {
            return await command(transaction);
        }
        finally
        {
            await transaction.DisposeAsync();
            if (!transaction.IsCommitted)
                await store.ReleaseAsync(request, claim);
        }
    }

    private static IResult Repeat(StoredRequest? stored) => stored switch
    {
        { IsSame: false } => Problems.Problem(
            StatusCodes.Status422UnprocessableEntity, "idempotency-mismatch", "The idempotency key was used for another request."),
        { Response: { } response } => response,
        _ => new RequestInProgress(),
    };
}
