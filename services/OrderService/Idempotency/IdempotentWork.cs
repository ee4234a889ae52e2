using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.OrderService.Idempotency;

/// <summary>
/// Does a request's work once per key. Only work that committed keeps its key: whatever fails, is refused or dies leaves the key free
/// for a repetition.
/// </summary>
internal sealed class IdempotentWork(IdempotencyStore store, NpgsqlDataSource database)
{
    /// <param name="prepare">
    /// Whatever needs no transaction, such as calls to other services; gives either a refusal or the work to do in the transaction,
    /// which in turn gives either a refusal, and nothing is written, or the answer to keep.
    /// </param>
    public async Task<IResult> RunAsync(IdempotentRequest request, Func<Task<Prepared>> prepare, CancellationToken cancellationToken)
    {
        var claim = Guid.CreateVersion7();
        if (!await store.TryClaimAsync(request, claim, cancellationToken))
            return Repetition(await store.FindAsync(request, cancellationToken));

        var answered = false;
        try
        {
            var prepared = await prepare();
            if (prepared.Commit is null)
                return prepared.Refusal!;
            var result = await CommitAsync(request, claim, prepared.Commit, cancellationToken);
            answered = result is StoredAnswer;
            return result;
        }
        finally
        {
            if (!answered)
                await store.ReleaseAsync(request, claim);
        }
    }

    private async Task<IResult> CommitAsync(
        IdempotentRequest request, Guid claim, Func<NpgsqlTransaction, CancellationToken, Task<IResult>> commit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await commit(transaction, cancellationToken);
        if (result is not StoredAnswer answer)
            return result;
        if (!await IdempotencyStore.TryCompleteAsync(transaction, request, claim, answer, cancellationToken))
            return new InProgress();
        // A caller that hangs up now must not leave in doubt whether the work was done.
        await transaction.CommitAsync(CancellationToken.None);
        return answer;
    }

    private static IResult Repetition((bool SameRequest, StoredAnswer? Answer)? found) => found switch
    {
        { SameRequest: false } => Problems.Problem(
            StatusCodes.Status422UnprocessableEntity, "idempotency-mismatch", "The idempotency key was used for another request."),
        { Answer: { } answer } => answer,
        _ => new InProgress(),
    };

}

internal sealed record InProgress : IResult
{
    private const string Seconds = "1";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = Seconds;
        return Problems.Problem(
            StatusCodes.Status409Conflict, "idempotency-in-progress", "A request with this idempotency key is still running.", "Repeat it in a moment.")
            .ExecuteAsync(httpContext);
    }
}

/// <summary>Work that is ready for its transaction, or the reason why there is none.</summary>
internal readonly record struct Prepared(IResult? Refusal, Func<NpgsqlTransaction, CancellationToken, Task<IResult>>? Commit)
{
    public static Prepared Refuse(IResult refusal) => new(refusal, null);

    public static Prepared Do(Func<NpgsqlTransaction, CancellationToken, Task<IResult>> commit) => new(null, commit);
}
