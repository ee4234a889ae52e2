using System.Data;
using Dapper;
using Ecommerce.Messaging;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.PaymentService.Infrastructure.Telemetry;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Postgres;

/// <summary>Locks a payment for a decision, and stores the decision: rows, ledger and events in one transaction.</summary>
internal sealed class PaymentStore(
    Ledger ledger, Outbox outbox, PaymentMetrics metrics, IPaymentProvider provider, TimeProvider timeProvider)
{
    private const string Insert = """
        INSERT INTO payments (provider, order_id, id, user_id, token, amount, currency, status, failure_reason, provider_reference,
            cancelled, created_at, captured_at, failed_at, call_at, refunded, traceparent)
        VALUES (@provider, @OrderId, @Id, @UserId, @Token, @Amount, @Currency, @Status, @FailureReason, @ProviderReference, @Cancelled,
            @CreatedAt, @CapturedAt, @FailedAt, @CallAt, @RequestedRefunds, @TraceParent)
        """;

    private const string Update = """
        UPDATE payments
        SET status = @Status, failure_reason = @FailureReason, provider_reference = @ProviderReference, cancelled = @Cancelled,
            captured_at = @CapturedAt, failed_at = @FailedAt, call_at = @CallAt, refunded = @RequestedRefunds
        WHERE order_id = @OrderId AND status = @Expected
        """;

    private const string SaveRefund = """
        INSERT INTO refunds (id, order_id, provider, amount, reason, requested_at, completed_at, call_at, provider_reference, traceparent)
        SELECT @Id, order_id, provider, @Amount, @Reason, @RequestedAt, @CompletedAt, @CallAt, @Reference, @TraceParent
        FROM payments WHERE order_id = @OrderId
        ON CONFLICT (id) DO UPDATE
            SET completed_at = excluded.completed_at, call_at = excluded.call_at, provider_reference = excluded.provider_reference
        """;

    /// <summary>The payment, locked until the transaction ends.</summary>
    public static Task<Payment?> LockAsync(NpgsqlTransaction transaction, Guid orderId, CancellationToken cancellationToken)
        => PaymentRow.ReadAsync(
            transaction.Connection!, transaction, "WHERE order_id = @orderId FOR UPDATE", new { orderId }, cancellationToken);

    /// <exception cref="DBConcurrencyException">The payment has changed since it was read.</exception>
    public async Task SaveAsync(NpgsqlTransaction transaction, PaymentDecision decision, CancellationToken cancellationToken)
    {
        if (decision.Payment is not { } payment)
            return;
        if (!ReferenceEquals(decision.Before, payment))
            await WriteAsync(transaction, decision.Before, payment, cancellationToken);
        await ledger.BookAsync(transaction, payment, decision.Bookings, cancellationToken);
        await outbox.AddAllAsync(transaction, decision.Events, cancellationToken);
        metrics.Record(decision);
    }

    private async Task WriteAsync(NpgsqlTransaction transaction, Payment? before, Payment payment, CancellationToken cancellationToken)
    {
        var row = PaymentRow.Parameters(payment, before?.Status, provider.Name);
        if (await ExecuteAsync(before is null ? Insert : Update, row) != 1)
            throw new DBConcurrencyException($"The payment of order {payment.OrderId} is no longer {before?.Status}.");
        foreach (var refund in payment.Refunds.Except(before?.Refunds ?? []))
            await ExecuteAsync(SaveRefund, PaymentRow.Parameters(payment, refund));
        if (IsDue(payment))
            await ExecuteAsync("NOTIFY provider_calls", null);

        Task<int> ExecuteAsync(string sql, object? parameters)
            => transaction.Connection!.ExecuteAsync(
                new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));
    }

    private bool IsDue(Payment payment)
    {
        var now = timeProvider.GetUtcNow();
        return payment.NextCallAt <= now || payment.Refunds.Any(refund => refund.NextCallAt <= now);
    }
}
