using System.Runtime.CompilerServices;
using Dapper;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.PaymentService.Features.ExportPayments;

/// <summary>All payments with their completed refunds, one per line, streamed from the database.</summary>
internal static class PaymentExport
{
    private const string Select = """
        SELECT p.order_id, p.id, p.amount, p.currency, p.status, p.failure_reason, p.captured_at, p.failed_at,
            coalesce(completed.ids, '{}') AS refund_ids, coalesce(completed.amounts, '{}') AS refund_amounts,
            coalesce(completed.times, '{}') AS refund_times
        FROM payments p LEFT JOIN LATERAL (
            SELECT array_agg(r.id ORDER BY r.id) AS ids, array_agg(r.amount ORDER BY r.id) AS amounts,
                array_agg(r.completed_at ORDER BY r.id) AS times
            FROM refunds r WHERE r.order_id = p.order_id AND r.completed_at IS NOT NULL) completed ON TRUE
        ORDER BY p.order_id
        """;

    public static RouteGroupBuilder MapPaymentExport(this RouteGroupBuilder payments)
    {
        payments.MapGet("export", ExportAsync).WithName("ExportPayments").WithSummary("Streams all payments as NDJSON")
            .RequirePermission(Permissions.OrdersRead)
            .Produces<string>(StatusCodes.Status200OK, JsonLines.MediaType).DisableRequestTimeout();
        return payments;
    }

    private static Task ExportAsync(NpgsqlDataSource database, HttpResponse response, CancellationToken cancellationToken)
        => JsonLines.WriteAsync(
            response, ReadAsync(database, cancellationToken), PaymentJson.Default.ExportedPayment, cancellationToken);

    private static async IAsyncEnumerable<ExportedPayment> ReadAsync(
        NpgsqlDataSource database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Select);
        // The client decides how long reading takes.
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var parse = reader.GetRowParser<Columns>();
        while (await reader.ReadAsync(cancellationToken))
            yield return parse(reader).ToPayment();
    }

    private sealed class Columns
    {
        public Guid OrderId { get; init; }
        public Guid Id { get; init; }
        public decimal Amount { get; init; }
        public string Currency { get; init; } = "";
        public string Status { get; init; } = "";
        public string? FailureReason { get; init; }
        public DateTimeOffset? CapturedAt { get; init; }
        public DateTimeOffset? FailedAt { get; init; }
        public Guid[] RefundIds { get; init; } = [];
        public decimal[] RefundAmounts { get; init; } = [];
        public DateTime[] RefundTimes { get; init; } = [];

        public ExportedPayment ToPayment() => new(
            OrderId, Id, new(Amount, Currency), Status, FailureReason, CapturedAt, FailedAt,
            [.. RefundIds.Select((id, i) => new ExportedRefund(id, new(RefundAmounts[i], Currency), new(RefundTimes[i])))]);
    }
}

/// <param name="Status">Requested, Captured or Failed.</param>
/// <param name="Refunds">Those that are completed.</param>
internal sealed record ExportedPayment(
    Guid OrderId, Guid PaymentId, Money Amount, string Status, string? FailureReason, DateTimeOffset? CapturedAt, DateTimeOffset? FailedAt,
    IReadOnlyList<ExportedRefund> Refunds);

internal sealed record ExportedRefund(Guid RefundId, Money Amount, DateTimeOffset RefundedAt);
