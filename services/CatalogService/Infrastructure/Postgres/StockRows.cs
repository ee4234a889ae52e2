using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.Persistence;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.CatalogService.Infrastructure.Postgres;

/// <summary>Stock and its movements.</summary>
internal static class StockRows
{
    public static async Task<StockLevels> LockAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => new(await new NpgsqlCommand("""
            SELECT sku, product_id, available, reserved, sold, version FROM stock WHERE sku = ANY ($1) ORDER BY sku FOR UPDATE
            """, connection).With(Parameter.Of(skus.ToArray())).ReadAllAsync(Level, cancellationToken));

    public static async Task<StockLevels> LockOrCreateAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        await LockSpellingsAsync(connection, skus, cancellationToken);
        await new NpgsqlCommand("""
            INSERT INTO stock (sku) SELECT sku FROM unnest($1) AS wanted (sku) ORDER BY sku COLLATE "C" ON CONFLICT (sku) DO NOTHING
            """, connection).With(Parameter.Of(skus.ToArray())).ExecuteAsync(cancellationToken);
        return new(await new NpgsqlCommand("""
            SELECT sku, product_id, available, reserved, sold, version FROM stock
            WHERE sku IN (
                SELECT unnest($1)
                UNION SELECT sibling.sku FROM stock wanted JOIN stock sibling USING (product_id) WHERE wanted.sku = ANY ($1)
                UNION SELECT spelling.sku FROM stock spelling WHERE lower(spelling.sku) = ANY ($2))
            ORDER BY sku FOR UPDATE
            """, connection).With(Parameter.Of(skus.ToArray()), Parameter.Of(Folded(skus))).ReadAllAsync(Level, cancellationToken));
    }

    private static Task LockSpellingsAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => new NpgsqlCommand("""
            INSERT INTO sku_locks (folded_sku) SELECT sku FROM unnest($1) AS wanted (sku) ORDER BY sku COLLATE "C"
            ON CONFLICT (folded_sku) DO UPDATE SET folded_sku = excluded.folded_sku
            """, connection).With(Parameter.Of(Folded(skus))).ExecuteAsync(cancellationToken);

    private static string[] Folded(IReadOnlyCollection<string> skus) => [.. skus.Select(Sku.Fold).Distinct(StringComparer.Ordinal)];

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
            Parameter.Of(moves.Select(m => m.Sku).ToArray()),
            Parameter.Of(moves.Select(m => m.ProductId).ToArray()),
            Parameter.Of(moves.Select(m => m.Available).ToArray()),
            Parameter.Of(moves.Select(m => m.Reserved).ToArray()),
            Parameter.Of(moves.Select(m => m.Sold).ToArray()),
            Parameter.Of(reason),
            Parameter.Nullable(orderId, NpgsqlDbType.Uuid));

    /// <summary>One statement, so that it reads one snapshot.</summary>
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
                <> (coalesce(m.available, 0), coalesce(m.reserved, 0), coalesce(m.sold, 0)))::integer AS movement_mismatches,
            count(*) FILTER (WHERE (s.reserved, s.sold) <> (coalesce(o.reserved, 0), coalesce(o.sold, 0)))::integer AS order_mismatches,
            count(*) FILTER (WHERE s.product_id IS NOT NULL AND s.available = 0)::integer AS sold_out
        FROM stock s LEFT JOIN moved m USING (sku) LEFT JOIN ordered o USING (sku)
        """;

    public static StockLevel Level(NpgsqlDataReader row) => new(
        row.Get<string>("sku"), row.GetNullable<Guid?>("product_id"),
        row.Get<int>("available"), row.Get<int>("reserved"), row.Get<int>("sold"), row.Get<long>("version"));

    public static StockMovement Movement(NpgsqlDataReader row) => new(
        row.Get<long>("version"), row.Get<DateTimeOffset>("at"), row.Get<string>("reason"), row.GetNullable<Guid?>("order_id"),
        row.Get<int>("available"), row.Get<int>("reserved"), row.Get<int>("sold"), row.Get<int>("change"));

    public static StockAudit StockAudit(NpgsqlDataReader row) => new(
        row.Get<int>("movement_mismatches"), row.Get<int>("order_mismatches"), row.Get<int>("sold_out"));
}
