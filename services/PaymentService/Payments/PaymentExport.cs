using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.PaymentService.Payments;

/// <summary>All payments with what became of them, a line each, as the database gives them: any number in little memory.</summary>
internal static class PaymentExport
{
    private const string ContentType = "application/x-ndjson";

    private const string Select = """
        select p.order_id, p.id, p.amount, p.currency, p.status, p.failure_reason, p.captured_at, p.failed_at,
            coalesce(back.ids, '{}'), coalesce(back.amounts, '{}'), coalesce(back.times, '{}')
        from payments p left join lateral (
            select array_agg(r.id order by r.id) as ids, array_agg(r.amount order by r.id) as amounts, array_agg(r.completed_at order by r.id) as times
            from refunds r where r.order_id = p.order_id and r.completed_at is not null) back on true
        order by p.order_id
        """;

    public static RouteGroupBuilder MapPaymentExport(this RouteGroupBuilder payments)
    {
        payments.MapGet("export", ExportAsync).WithName("ExportPayments").RequirePermission(Permissions.OrdersRead)
            .Produces<string>(StatusCodes.Status200OK, ContentType).DisableRequestTimeout();
        return payments;
    }

    private static async Task ExportAsync(NpgsqlDataSource database, HttpContext http)
    {
        await using var command = database.CreateCommand(Select);
        command.CommandTimeout = 0; // However long the reader takes.
        await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
        http.Response.ContentType = ContentType;
        while (await reader.ReadAsync(http.RequestAborted))
        {
            await JsonSerializer.SerializeAsync(http.Response.Body, Read(reader), PaymentJson.Default.ExportedPayment, http.RequestAborted);
            await http.Response.Body.WriteAsync("\n"u8.ToArray(), http.RequestAborted);
        }
    }

    private static ExportedPayment Read(NpgsqlDataReader reader)
    {
        var (ids, amounts, times) = (reader.GetFieldValue<Guid[]>(8), reader.GetFieldValue<decimal[]>(9), reader.GetFieldValue<DateTime[]>(10));
        var currency = reader.GetString(3);
        return new(
            reader.GetGuid(0), reader.GetGuid(1), new(reader.GetDecimal(2), currency), reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5),
            Time(reader, 6), Time(reader, 7), [.. ids.Select((id, i) => new ExportedRefund(id, new(amounts[i], currency), new(times[i])))]);
    }

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column)
        => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}

/// <param name="Status">Requested, Captured or Failed.</param>
/// <param name="Refunds">Those that are completed.</param>
internal sealed record ExportedPayment(
    Guid OrderId, Guid PaymentId, Money Amount, string Status, string? FailureReason, DateTimeOffset? CapturedAt, DateTimeOffset? FailedAt,
    IReadOnlyList<ExportedRefund> Refunds);

internal sealed record ExportedRefund(Guid RefundId, Money Amount, DateTimeOffset RefundedAt);
