using Ecommerce.CatalogService.Stock;
using Ecommerce.Persistence;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.CatalogService.Storage.Postgres;

/// <summary>The table of stock and its ledger.</summary>
internal static class StockRows
{
    public static async Task<StockLevels> LockAsync(NpgsqlConnection connection, IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => new(await new NpgsqlCommand("""
            SELECT sku, product_id, available, reserved, sold, version FROM stock WHERE sku = ANY ($1) ORDER BY sku FOR UPDATE
            """, connection).With(Commands.Value(skus.ToArray())).ReadAllAsync(Level, cancellationToken));

    public static async Task<StockLevels> ClaimAsync(NpgsqlConnection connection, IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        await new NpgsqlCommand("""
            INSERT INTO stock (sku) SELECT sku FROM unnest($1) AS wanted (sku) ORDER BY sku COLLATE "C" ON CONFLICT (sku) DO NOTHING
            """, connection).With(Commands.Value(skus.ToArray())).RunAsync(cancellationToken);
        return new(await new NpgsqlCommand("""
            SELECT sku, product_id, available, reserved, sold, version FROM stock
            WHERE sku IN (
                SELECT unnest($1)
                UNION SELECT sibling.sku FROM stock wanted JOIN stock sibling USING (product_id) WHERE wanted.sku = ANY ($1))
            ORDER BY sku FOR UPDATE
            """, connection).With(Commands.Value(skus.ToArray())).ReadAllAsync(Level, cancellationToken));
    }

    public static void Move(NpgsqlBatch batch, IReadOnlyCollection<StockMove> moves, string reason, Guid? orderId)
        => batch.Add(
            """
            WITH moves AS (
                SELECT * FROM unnest($1, $2, $3, $4, $5) AS m (sku, product_id, available, reserved, sold)),
            moved AS (
                UPDATE stock SET
                    product_id = m.product_id,
                    available = stock.available + m.available,
                    reserved = stock.reserved + m.reserved,
                    sold = stock.sold + m.sold,
                    version = stock.version + CASE WHEN m.available = 0 AND m.reserved = 0 AND m.sold = 0 THEN 0 ELSE 1 END
                FROM moves m WHERE stock.sku = m.sku
                RETURNING stock.sku, stock.version)
            INSERT INTO stock_movements (sku, version, available, reserved, sold, reason, order_id, at)
            SELECT sku, moved.version, available, reserved, sold, $6, $7, now() FROM moves JOIN moved USING (sku)
            WHERE available <> 0 OR reserved <> 0 OR sold <> 0
            """,
            Commands.Value(moves.Select(m => m.Sku).ToArray()),
            Commands.Value(moves.Select(m => m.ProductId).ToArray()),
            Commands.Value(moves.Select(m => m.Available).ToArray()),
            Commands.Value(moves.Select(m => m.Reserved).ToArray()),
            Commands.Value(moves.Select(m => m.Sold).ToArray()),
            Commands.Value(reason),
            Commands.Optional(orderId, NpgsqlDbType.Uuid));

    /// <summary>Not its movements, not its orders, sold out. One statement, so that it sees one moment.</summary>
    public const string Audit = """
        WITH moved AS (
            SELECT sku, sum(available) AS available, sum(reserved) AS reserved, sum(sold) AS sold FROM stock_movements GROUP BY sku),
        ordered AS (
            SELECT sku,
                sum(quantity) FILTER (WHERE state = 'Held') AS reserved,
                sum(quantity - returned) FILTER (WHERE state = 'Sold') AS sold
            FROM reservation_lines JOIN reservations USING (order_id) WHERE state IN ('Held', 'Sold') GROUP BY sku)
        SELECT
            count(*) FILTER (WHERE (s.available, s.reserved, s.sold)
                <> (coalesce(m.available, 0), coalesce(m.reserved, 0), coalesce(m.sold, 0)))::integer,
            count(*) FILTER (WHERE (s.reserved, s.sold) <> (coalesce(o.reserved, 0), coalesce(o.sold, 0)))::integer,
            count(*) FILTER (WHERE s.product_id IS NOT NULL AND s.available = 0)::integer
        FROM stock s LEFT JOIN moved m USING (sku) LEFT JOIN ordered o USING (sku)
        """;

    public static StockLevel Level(NpgsqlDataReader row) => new(
        row.GetString(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt64(5));

    /// <summary>Columns version, at, reason, order_id, available, reserved, sold, change.</summary>
    public static StockMovement Movement(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetGuid(3),
        row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7));
}
