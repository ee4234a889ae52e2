using System.Diagnostics;
using Dapper;
using Ecommerce.Contracts;
using Ecommerce.PaymentService.Domain;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Postgres;

/// <summary>Maps a payment with its refunds between tables and record.</summary>
internal static class PaymentRow
{
    private const string Select = """
        SELECT order_id, id, user_id, token, amount, currency, status, failure_reason, provider_reference, cancelled,
            created_at, captured_at, failed_at, call_at, calls
        FROM payments
        """;

    private const string SelectRefunds = """
        SELECT id, order_id, amount, reason, requested_at, completed_at, call_at, provider_reference FROM refunds
        WHERE order_id = ANY(@orders) ORDER BY requested_at, id
        """;

    /// <summary>The payment that meets the condition, if there is one.</summary>
    public static async Task<Payment?> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string condition, object parameters,
        CancellationToken cancellationToken)
        => (await ReadManyAsync(connection, transaction, condition, parameters, cancellationToken)).SingleOrDefault();

    public static async Task<IReadOnlyList<Payment>> ReadManyAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string condition, object parameters,
        CancellationToken cancellationToken)
    {
        var rows = (await connection.QueryAsync<Columns>(
            new CommandDefinition($"{Select} {condition}", parameters, transaction, cancellationToken: cancellationToken))).AsList();
        if (rows.Count == 0)
            return [];
        var orders = rows.Select(row => row.OrderId).ToArray();
        var refunds = (await connection.QueryAsync<RefundColumns>(
            new CommandDefinition(SelectRefunds, new { orders }, transaction, cancellationToken: cancellationToken)))
            .ToLookup(refund => refund.OrderId);
        return [.. rows.Select(row => row.ToPayment([.. refunds[row.OrderId].Select(refund => refund.ToRefund())]))];
    }

    public static object Parameters(Payment payment, PaymentStatus? expected, string provider) => new
    {
        provider,
        payment.OrderId,
        payment.Id,
        payment.UserId,
        payment.Token,
        payment.Amount.Amount,
        payment.Amount.Currency,
        Status = payment.Status.ToString(),
        Expected = expected?.ToString(),
        payment.FailureReason,
        payment.ProviderReference,
        payment.Cancelled,
        payment.CreatedAt,
        payment.CapturedAt,
        payment.FailedAt,
        CallAt = payment.NextCallAt,
        RequestedRefunds = payment.Refunds.Sum(refund => refund.Amount),
        TraceParent = Activity.Current?.Id,
    };

    public static object Parameters(Payment payment, Refund refund) => new
    {
        refund.Id,
        payment.OrderId,
        refund.Amount,
        refund.Reason,
        refund.RequestedAt,
        refund.CompletedAt,
        CallAt = refund.NextCallAt,
        refund.Reference,
        TraceParent = Activity.Current?.Id,
    };

    private sealed class Columns
    {
        public Guid OrderId { get; init; }
        public Guid Id { get; init; }
        public Guid UserId { get; init; }
        public string? Token { get; init; }
        public decimal Amount { get; init; }
        public string Currency { get; init; } = "";
        public PaymentStatus Status { get; init; }
        public string? FailureReason { get; init; }
        public string? ProviderReference { get; init; }
        public bool Cancelled { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? CapturedAt { get; init; }
        public DateTimeOffset? FailedAt { get; init; }
        public DateTimeOffset? CallAt { get; init; }
        public int Calls { get; init; }

        public Payment ToPayment(IReadOnlyList<Refund> refunds) => new()
        {
            OrderId = OrderId, Id = Id, UserId = UserId, Amount = new Money(Amount, Currency), CreatedAt = CreatedAt, Status = Status,
            Token = Token, FailureReason = FailureReason, ProviderReference = ProviderReference, Cancelled = Cancelled,
            CapturedAt = CapturedAt, FailedAt = FailedAt, NextCallAt = CallAt, CallCount = Calls, Refunds = refunds,
        };
    }

    private sealed class RefundColumns
    {
        public Guid Id { get; init; }
        public Guid OrderId { get; init; }
        public decimal Amount { get; init; }
        public string Reason { get; init; } = "";
        public DateTimeOffset RequestedAt { get; init; }
        public DateTimeOffset? CompletedAt { get; init; }
        public DateTimeOffset? CallAt { get; init; }
        public string? ProviderReference { get; init; }

        public Refund ToRefund() => new(Id, Amount, Reason, RequestedAt, CompletedAt, CallAt, ProviderReference);
    }
}
