using Dapper;
using Ecommerce.PaymentService.Payments;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Calls;

/// <summary>
/// Calls that are due. A call is taken and written down in one transaction, made outside of any, and its answer stored in another: a
/// process that dies in between leaves a call whose lease ends, to be made again with the same key.
/// </summary>
internal sealed class CallQueue(NpgsqlDataSource database, PaymentStore store, TimeProvider time, IOptions<CallOptions> options)
{
    private const string TakeCapture = """
        with due as (
            select order_id from payments where call_at <= @now order by call_at limit 1 for update skip locked),
        taken as (
            update payments p set call_at = @leasedUntil, calls = calls + 1 from due where p.order_id = due.order_id returning p.*),
        attempt as (
            insert into payment_attempts (id, order_id, started_at) select @attemptId, order_id, @now from taken)
        select @attemptId as attempt_id, order_id, user_id, token, amount, currency, calls, traceparent as trace_parent from taken
        """;

    private const string TakeRefund = """
        with due as (
            select id from refunds where call_at <= @now order by call_at limit 1 for update skip locked),
        taken as (
            update refunds r set call_at = @leasedUntil, calls = calls + 1 from due where r.id = due.id returning r.*),
        attempt as (
            insert into payment_attempts (id, order_id, refund_id, started_at) select @attemptId, order_id, id, @now from taken)
        select @attemptId as attempt_id, t.order_id, p.user_id, t.id as refund_id, p.provider_reference, t.amount, p.currency, t.calls, t.traceparent as trace_parent
        from taken t join payments p on p.order_id = t.order_id
        """;

    private const string FinishAttempt = "update payment_attempts set finished_at = @now, outcome = @outcome where id = @AttemptId";

    private const string RetryCapture = "update payments set call_at = @at where order_id = @OrderId and call_at is not null";

    private const string RetryRefund = "update refunds set call_at = @at where id = @RefundId and call_at is not null";

    /// <summary>The next call that is due, taken; null when there is none.</summary>
    public async Task<ProviderCall?> TakeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var taken = new { now, leasedUntil = now + options.Value.Lease, attemptId = Guid.CreateVersion7(now) };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<ProviderCall>(new CommandDefinition(TakeCapture, taken, cancellationToken: cancellationToken))
            ?? await connection.QuerySingleOrDefaultAsync<ProviderCall>(new CommandDefinition(TakeRefund, taken, cancellationToken: cancellationToken));
    }

    /// <summary>Stores what the provider answered, and what follows from it.</summary>
    public Task FinishAsync(ProviderCall call, string outcome, Func<Payment, DateTimeOffset, PaymentDecision> decide, CancellationToken cancellationToken)
        => database.InTransactionAsync(
            async (transaction, cancelled) =>
            {
                var payment = await PaymentStore.LockAsync(transaction, call.OrderId, cancelled);
                var now = time.GetUtcNow();
                await store.SaveAsync(transaction, decide(payment!, now), cancelled);
                await ExecuteAsync(transaction, FinishAttempt, new { now, outcome, call.AttemptId }, cancelled);
            },
            cancellationToken);

    /// <summary>The provider did not answer: nothing is known, so the call is made again after a wait.</summary>
    public Task RetryLaterAsync(ProviderCall call, CancellationToken cancellationToken)
        => database.InTransactionAsync(
            async (transaction, cancelled) =>
            {
                var now = time.GetUtcNow();
                var at = now + options.Value.RetryWait(call.Calls);
                await ExecuteAsync(transaction, call.RefundId is null ? RetryCapture : RetryRefund, new { at, call.OrderId, call.RefundId }, cancelled);
                await ExecuteAsync(transaction, FinishAttempt, new { now, outcome = "unavailable", call.AttemptId }, cancelled);
            },
            cancellationToken);

    private static Task<int> ExecuteAsync(NpgsqlTransaction transaction, string sql, object parameters, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));
}
