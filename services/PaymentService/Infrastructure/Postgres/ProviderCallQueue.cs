using Dapper;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Postgres;

/// <summary>
/// Provider calls that are due. A call is taken and its attempt stored in one transaction, it is made outside of any, and its result is
/// stored in another: a process that dies in between leaves a call whose lease expires, to be repeated with the same idempotency key.
/// </summary>
internal sealed class ProviderCallQueue(
    NpgsqlDataSource database, PaymentStore store, IPaymentProvider provider, TimeProvider timeProvider,
    IOptions<ProviderCallOptions> options)
{
    private const string TakeCapture = """
        WITH due AS (
            SELECT order_id FROM payments WHERE call_at <= @now AND provider = @Name ORDER BY call_at LIMIT 1 FOR UPDATE SKIP LOCKED),
        taken AS (
            UPDATE payments p SET call_at = @leasedUntil, calls = calls + 1 FROM due WHERE p.order_id = due.order_id
            RETURNING p.*, CASE WHEN p.cancelled THEN 'cancel'
                WHEN p.provider_reference IS NOT NULL OR p.created_at < @keysExpiredBefore THEN 'query' ELSE 'capture' END AS kind),
        attempt AS (
            INSERT INTO payment_attempts (id, order_id, kind, started_at) SELECT @attemptId, order_id, kind, @now FROM taken)
        SELECT @attemptId AS attempt_id, order_id, user_id, kind, token, provider_reference, amount, currency, calls,
            created_at < @keysExpiredBefore AS key_expired, traceparent AS trace_parent
        FROM taken
        """;

    private const string TakeRefund = """
        WITH due AS (
            SELECT id FROM refunds WHERE call_at <= @now AND provider = @Name ORDER BY call_at LIMIT 1 FOR UPDATE SKIP LOCKED),
        taken AS (
            UPDATE refunds r SET call_at = @leasedUntil, calls = calls + 1 FROM due WHERE r.id = due.id RETURNING r.*),
        attempt AS (
            INSERT INTO payment_attempts (id, order_id, refund_id, kind, started_at)
            SELECT @attemptId, order_id, id, 'refund', @now FROM taken)
        SELECT @attemptId AS attempt_id, t.order_id, p.user_id, 'refund' AS kind, t.id AS refund_id, p.provider_reference,
            t.provider_reference AS refund_reference, t.amount, p.currency, t.calls, t.requested_at < @keysExpiredBefore AS key_expired,
            t.traceparent AS trace_parent
        FROM taken t JOIN payments p ON p.order_id = t.order_id
        """;

    private const string FinishAttempt = "UPDATE payment_attempts SET finished_at = @now, outcome = @outcome WHERE id = @AttemptId";

    // A payment that was cancelled meanwhile is due at once: its capture must be voided.
    private const string RetryCapture = """
        UPDATE payments SET call_at = CASE WHEN cancelled AND NOT @cancelling THEN @now ELSE @nextCallAt END
        WHERE order_id = @OrderId AND call_at IS NOT NULL
        """;

    private const string RetryRefund = "UPDATE refunds SET call_at = @nextCallAt WHERE id = @RefundId AND call_at IS NOT NULL";

    /// <summary>Takes the next call that is due.</summary>
    /// <returns>Null where no call is due.</returns>
    public async Task<ProviderCall?> TakeAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var parameters = new
        {
            now, leasedUntil = now + options.Value.Lease, attemptId = Guid.CreateVersion7(now), provider.Name,
            keysExpiredBefore = KeysExpiredBefore(now),
        };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await TakeAsync(TakeCapture) ?? await TakeAsync(TakeRefund);

        Task<ProviderCall?> TakeAsync(string sql)
            => connection.QuerySingleOrDefaultAsync<ProviderCall>(
                new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    /// <summary>Stores the provider's result and its consequences.</summary>
    public Task FinishAsync(ProviderCall call, ProviderResult result, CancellationToken cancellationToken)
        => database.InTransactionAsync(
            async (transaction, token) =>
            {
                var payment = (await PaymentStore.LockAsync(transaction, call.OrderId, token))!;
                var now = timeProvider.GetUtcNow();
                var mustVoid = payment.Cancelled && call.Kind is not CallKind.Cancel;
                var nextQueryAt = mustVoid ? now : now + options.Value.QueryDelay(call.Calls);
                await store.SaveAsync(transaction, PaymentRules.Settle(payment, call.RefundId, result, now, nextQueryAt), token);
                await ExecuteAsync(transaction, FinishAttempt, new { now, outcome = Outcome(call, result), call.AttemptId }, token);
            },
            cancellationToken);

    /// <summary>Repeats a call without an answer after a delay: whether it had an effect is unknown.</summary>
    /// <returns>The delay.</returns>
    public async Task<TimeSpan> RetryLaterAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var delay = options.Value.RetryDelay(call.Calls);
        await database.InTransactionAsync(
            async (transaction, token) =>
            {
                var now = timeProvider.GetUtcNow();
                var retry = new { now, nextCallAt = now + delay, call.OrderId, call.RefundId, cancelling = call.Kind is CallKind.Cancel };
                await ExecuteAsync(transaction, call.RefundId is null ? RetryCapture : RetryRefund, retry, token);
                await ExecuteAsync(transaction, FinishAttempt, new { now, outcome = "unavailable", call.AttemptId }, token);
            },
            cancellationToken);
        return delay;
    }

    /// <summary>
    /// The provider may no longer know the keys of older calls. A lifetime that reaches back beyond the epoch has no limit.
    /// </summary>
    private DateTimeOffset KeysExpiredBefore(DateTimeOffset now)
        => provider.KeyLifetime < now - DateTimeOffset.UnixEpoch ? now - provider.KeyLifetime : DateTimeOffset.UnixEpoch;

    private static string Outcome(ProviderCall call, ProviderResult result) => result.Outcome switch
    {
        ProviderOutcome.Succeeded => call.Kind is CallKind.Refund ? "refunded" : "captured",
        ProviderOutcome.Pending => "pending",
        _ => result.Reason!,
    };

    private static Task<int> ExecuteAsync(NpgsqlTransaction transaction, string sql, object parameters, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));
}
