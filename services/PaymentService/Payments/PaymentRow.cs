using System.Diagnostics;
using Dapper;
using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.PaymentService.Payments;

/// <summary>A payment with its refunds, between its tables and its record.</summary>
internal static class PaymentRow
{
    private const string Select = """
        select order_id, id, user_id, token, amount, currency, status, failure_reason, provider_reference, cancelled,
            created_at, captured_at, failed_at, call_at, calls
        from payments
        """;

    private const string SelectRefunds = """
        select id, order_id, amount, reason, requested_at, completed_at, call_at, provider_reference from refunds
        where order_id = any(@orders) order by requested_at, id
        """;

    /// <summary>The one payment that <paramref name="condition"/> names.</summary>
    public static async Task<Payment?> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string condition, object parameters, CancellationToken cancellationToken)
        => (await ReadManyAsync(connection, transaction, condition, parameters, cancellationToken)).SingleOrDefault();

    public static async Task<IReadOnlyList<Payment>> ReadManyAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string condition, object parameters, CancellationToken cancellationToken)
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
        payment.CallAt,
        RefundsAsked = payment.Refunds.Sum(refund => refund.Amount),
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
        refund.CallAt,
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
            CapturedAt = CapturedAt, FailedAt = FailedAt, CallAt = CallAt, Calls = Calls, Refunds = refunds,
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
