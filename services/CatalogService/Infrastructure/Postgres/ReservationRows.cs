using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.CatalogService.Infrastructure.Postgres;

internal static class ReservationRows
{
    private const string Select = """
        SELECT r.order_id, r.state, r.short_skus, r.expires_at,
               ARRAY(SELECT sku FROM reservation_lines l WHERE l.order_id = r.order_id ORDER BY sku) AS skus,
               ARRAY(SELECT quantity FROM reservation_lines l WHERE l.order_id = r.order_id ORDER BY sku) AS quantities,
               ARRAY(SELECT returned FROM reservation_lines l WHERE l.order_id = r.order_id ORDER BY sku) AS returned
        FROM reservations r
        """;

    public static async Task<Reservation?> LockAsync(NpgsqlConnection connection, Guid orderId, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        // A row that is not there yet cannot be locked, so the order's id is.
        batch.Add("SELECT FROM pg_advisory_xact_lock(hashtextextended($1::text, 0))", Parameter.Of(orderId));
        batch.Add($"{Select} WHERE r.order_id = $1 FOR UPDATE", Parameter.Of(orderId));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Reservation(reader) : null;
    }

    public static void Save(NpgsqlBatch batch, Reservation reservation)
    {
        batch.Add(
            """
            INSERT INTO reservations (order_id, state, short_skus, expires_at, updated_at) VALUES ($1, $2, $3, $4, now())
            ON CONFLICT (order_id) DO UPDATE SET
                state = excluded.state, short_skus = excluded.short_skus, expires_at = excluded.expires_at, updated_at = now()
            """,
            Parameter.Of(reservation.OrderId),
            Parameter.Of(StoredState.Of(reservation.State)),
            Parameter.Of(reservation.ShortSkus.ToArray()),
            Parameter.Of(reservation.ExpiresAt));
        batch.Add(
            """
            INSERT INTO reservation_lines (order_id, sku, quantity, returned)
            SELECT $1, l.sku, l.quantity, l.returned FROM unnest($2, $3, $4) AS l (sku, quantity, returned)
            ON CONFLICT (order_id, sku) DO UPDATE SET returned = excluded.returned
            """,
            Parameter.Of(reservation.OrderId),
            Parameter.Of(reservation.Lines.Select(l => l.Sku).ToArray()),
            Parameter.Of(reservation.Lines.Select(l => l.Quantity).ToArray()),
            Parameter.Of(reservation.Lines.Select(l => l.Returned).ToArray()));
    }

    public static Task<bool> TryAddReturnAsync(
        NpgsqlConnection connection, Guid returnId, Guid orderId, DateTimeOffset receivedAt, CancellationToken cancellationToken)
        => new NpgsqlCommand("""
            INSERT INTO returns (return_id, order_id, received_at) VALUES ($1, $2, $3) ON CONFLICT (return_id) DO NOTHING RETURNING true
            """, connection)
            .With(Parameter.Of(returnId), Parameter.Of(orderId), Parameter.Of(receivedAt)).ReadBooleanAsync(cancellationToken);

    private static Reservation Reservation(NpgsqlDataReader row) => new(
        row.Get<Guid>("order_id"), StoredState.Parse(row.Get<string>("state")), Lines(row),
        row.Get<string[]>("short_skus"), row.Get<DateTimeOffset>("expires_at"));

    private static ReservedLine[] Lines(NpgsqlDataReader row)
    {
        var quantities = row.Get<int[]>("quantities");
        var returned = row.Get<int[]>("returned");
        return [.. row.Get<string[]>("skus").Select((sku, i) => new ReservedLine(sku, quantities[i], returned[i]))];
    }
}
