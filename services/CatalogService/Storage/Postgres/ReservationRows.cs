using Ecommerce.CatalogService.Reservations;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.CatalogService.Storage.Postgres;

internal static class ReservationRows
{
    private const string Known = """
        SELECT r.order_id, r.state, r.short_skus, r.expires_at,
               ARRAY(SELECT sku FROM reservation_lines l WHERE l.order_id = r.order_id ORDER BY sku),
               ARRAY(SELECT quantity FROM reservation_lines l WHERE l.order_id = r.order_id ORDER BY sku),
               ARRAY(SELECT returned FROM reservation_lines l WHERE l.order_id = r.order_id ORDER BY sku)
        FROM reservations r
        """;

    public static async Task<Reservation?> LockAsync(NpgsqlConnection connection, Guid orderId, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        // A row that is not there yet cannot be locked, so the order's id is.
        batch.Add("SELECT FROM pg_advisory_xact_lock(hashtextextended($1::text, 0))", Commands.Value(orderId));
        batch.Add($"{Known} WHERE r.order_id = $1 FOR UPDATE", Commands.Value(orderId));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Reservation(reader) : null;
    }

    public static Task<Reservation?> LockExpiredAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
        => new NpgsqlCommand($"{Known} WHERE r.state = 'Held' AND r.expires_at < $1 LIMIT 1 FOR UPDATE SKIP LOCKED", connection)
            .With(Commands.Value(now)).ReadOneAsync(Reservation, cancellationToken);

    public static void Save(NpgsqlBatch batch, Reservation reservation)
    {
        batch.Add(
            """
            INSERT INTO reservations (order_id, state, short_skus, expires_at, updated_at) VALUES ($1, $2, $3, $4, now())
            ON CONFLICT (order_id) DO UPDATE SET
                state = excluded.state, short_skus = excluded.short_skus, expires_at = excluded.expires_at, updated_at = now()
            """,
            Commands.Value(reservation.OrderId),
            Commands.Value(reservation.State.ToString()),
            Commands.Value(reservation.ShortSkus.ToArray()),
            Commands.Value(reservation.ExpiresAt));
        batch.Add(
            """
            INSERT INTO reservation_lines (order_id, sku, quantity, returned)
            SELECT $1, l.sku, l.quantity, l.returned FROM unnest($2, $3, $4) AS l (sku, quantity, returned)
            ON CONFLICT (order_id, sku) DO UPDATE SET returned = excluded.returned
            """,
            Commands.Value(reservation.OrderId),
            Commands.Value(reservation.Lines.Select(l => l.Sku).ToArray()),
            Commands.Value(reservation.Lines.Select(l => l.Quantity).ToArray()),
            Commands.Value(reservation.Lines.Select(l => l.Returned).ToArray()));
    }

    public static Task<bool> TryAddReturnAsync(
        NpgsqlConnection connection, Guid returnId, Guid orderId, DateTimeOffset receivedAt, CancellationToken cancellationToken)
        => new NpgsqlCommand("""
            INSERT INTO returns (return_id, order_id, received_at) VALUES ($1, $2, $3) ON CONFLICT (return_id) DO NOTHING RETURNING true
            """, connection).With(Commands.Value(returnId), Commands.Value(orderId), Commands.Value(receivedAt)).IsTrueAsync(cancellationToken);

    private static Reservation Reservation(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        Enum.Parse<ReservationState>(row.GetString(1)),
        [.. row.GetFieldValue<string[]>(4).Zip(row.GetFieldValue<int[]>(5), row.GetFieldValue<int[]>(6)).Select(l => new ReservedLine(l.First, l.Second, l.Third))],
        row.GetFieldValue<string[]>(2),
        row.GetFieldValue<DateTimeOffset>(3));
}
