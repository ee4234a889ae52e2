using Dapper;
using Ecommerce.PaymentService.Payments;
using Ecommerce.PaymentService.Provider;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Calls;

/// <summary>
/// Calls that are due. A call is taken and written down in one transaction, made outside of any, and its answer stored in another: a
/// process that dies in between leaves a call whose lease ends, to be made again with the same key.
/// </summary>
internal sealed class CallQueue(
    NpgsqlDataSource database, PaymentStore store, IPaymentProvider provider, TimeProvider time, IOptions<CallOptions> options)
{
    private const string TakeCapture = """
        with due as (
            select order_id from payments where call_at <= @now and provider = @Name order by call_at limit 1 for update skip locked),
        taken as (
            update payments p set call_at = @leasedUntil, calls = calls + 1 from due where p.order_id = due.order_id
            returning p.*, case when p.cancelled then 'cancel'
                when p.provider_reference is not null or p.created_at < @keysForgotten then 'query' else 'capture' end as kind),
        attempt as (
            insert into payment_attempts (id, order_id, kind, started_at) select @attemptId, order_id, kind, @now from taken)
        select @attemptId as attempt_id, order_id, user_id, kind, token, provider_reference, amount, currency, calls,
            created_at < @keysForgotten as key_forgotten, traceparent as trace_parent
        from taken
        """;

    private const string TakeRefund = """
        with due as (
            select id from refunds where call_at <= @now and provider = @Name order by call_at limit 1 for update skip locked),
        taken as (
            update refunds r set call_at = @leasedUntil, calls = calls + 1 from due where r.id = due.id returning r.*),
        attempt as (
            insert into payment_attempts (id, order_id, refund_id, kind, started_at) select @attemptId, order_id, id, 'refund', @now from taken)
        select @attemptId as attempt_id, t.order_id, p.user_id, 'refund' as kind, t.id as refund_id, p.provider_reference,
            t.provider_reference as refund_reference, t.amount, p.currency, t.calls, t.requested_at < @keysForgotten as key_forgotten,
            t.traceparent as trace_parent
        from taken t join payments p on p.order_id = t.order_id
        """;

    private const string FinishAttempt = "update payment_attempts set finished_at = @now, outcome = @outcome where id = @AttemptId";

    // A payment that was cancelled meanwhile is due at once: another call is to be made for it.
    private const string RetryCapture = """
        update payments set call_at = case when cancelled and not @cancelling then @now else @at end
        where order_id = @OrderId and call_at is not null
        """;

    private const string RetryRefund = "update refunds set call_at = @at where id = @RefundId and call_at is not null";

    /// <summary>The next call that is due, taken; null when there is none.</summary>
    public async Task<ProviderCall?> TakeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var taken = new
        {
            now, leasedUntil = now + options.Value.Lease, attemptId = Guid.CreateVersion7(now), provider.Name,
            keysForgotten = provider.KeyLifetime < now - DateTimeOffset.UnixEpoch ? now - provider.KeyLifetime : DateTimeOffset.UnixEpoch,
        };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await AskAsync(TakeCapture) ?? await AskAsync(TakeRefund);

        Task<ProviderCall?> AskAsync(string sql)
            => connection.QuerySingleOrDefaultAsync<ProviderCall>(new CommandDefinition(sql, taken, cancellationToken: cancellationToken));
    }

    /// <summary>Stores what the provider answered, and what follows from it.</summary>
    public Task FinishAsync(ProviderCall call, ProviderAnswer answer, CancellationToken cancellationToken)
        => database.InTransactionAsync(
            async (transaction, cancelled) =>
            {
                var payment = (await PaymentStore.LockAsync(transaction, call.OrderId, cancelled))!;
                var now = time.GetUtcNow();
                var askAt = payment.Cancelled && call.Kind is not CallKind.Cancel ? now : now + options.Value.AskWait(call.Calls);
                await store.SaveAsync(transaction, PaymentRules.Settle(payment, call.RefundId, answer, now, askAt), cancelled);
                await ExecuteAsync(transaction, FinishAttempt, new { now, outcome = Outcome(call, answer), call.AttemptId }, cancelled);
            },
            cancellationToken);

    /// <summary>The provider did not answer: nothing is known, so the call is made again after a wait.</summary>
    public Task RetryLaterAsync(ProviderCall call, CancellationToken cancellationToken)
        => database.InTransactionAsync(
            async (transaction, cancelled) =>
            {
                var now = time.GetUtcNow();
                var at = now + options.Value.RetryWait(call.Calls);
                var retry = new { now, at, call.OrderId, call.RefundId, cancelling = call.Kind is CallKind.Cancel };
                await ExecuteAsync(transaction, call.RefundId is null ? RetryCapture : RetryRefund, retry, cancelled);
                await ExecuteAsync(transaction, FinishAttempt, new { now, outcome = "unavailable", call.AttemptId }, cancelled);
            },
            cancellationToken);

    private static string Outcome(ProviderCall call, ProviderAnswer answer) => answer.Outcome switch
    {
        ProviderOutcome.Done => call.Kind is CallKind.Refund ? "refunded" : "captured",
        ProviderOutcome.Pending => "pending",
        _ => answer.Reason!,
    };

    private static Task<int> ExecuteAsync(NpgsqlTransaction transaction, string sql, object parameters, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));
}
