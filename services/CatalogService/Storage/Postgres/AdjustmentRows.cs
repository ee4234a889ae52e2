using Ecommerce.CatalogService.Stock;
using Npgsql;

namespace Ecommerce.CatalogService.Storage.Postgres;

/// <summary>The answers that stock adjustments got, by caller and idempotency key.</summary>
internal static class AdjustmentRows
{
    public static Task<bool> TryLockKeyAsync(NpgsqlConnection connection, Guid caller, string key, CancellationToken cancellationToken)
        => new NpgsqlCommand("SELECT pg_try_advisory_xact_lock(hashtextextended($1::text || $2, 1))", connection)
            .With(Commands.Value(caller), Commands.Value(key)).IsTrueAsync(cancellationToken);

    public static Task<StockAdjustment?> FindAsync(NpgsqlConnection connection, Guid caller, string key, CancellationToken cancellationToken)
        => new NpgsqlCommand("""
            SELECT sku, change, reason, available, reserved, sold FROM stock_adjustments WHERE caller = $1 AND key = $2
            """, connection).With(Commands.Value(caller), Commands.Value(key)).ReadOneAsync(Adjustment, cancellationToken);

    public static Task SaveAsync(
        NpgsqlConnection connection, Guid caller, string key, StockAdjustment adjustment, CancellationToken cancellationToken)
        => new NpgsqlCommand("""
            INSERT INTO stock_adjustments (caller, key, sku, change, reason, available, reserved, sold, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now())
            """, connection).With(
                Commands.Value(caller), Commands.Value(key),
                Commands.Value(adjustment.Sku), Commands.Value(adjustment.Change), Commands.Value(adjustment.Reason),
                Commands.Value(adjustment.Result.Available), Commands.Value(adjustment.Result.Reserved), Commands.Value(adjustment.Result.Sold))
            .RunAsync(cancellationToken);

    private static StockAdjustment Adjustment(NpgsqlDataReader row)
    {
        var sku = row.GetString(0);
        return new(sku, row.GetInt32(1), row.GetString(2), new StockLevelResponse(sku, row.GetInt32(3), row.GetInt32(4), row.GetInt32(5)));
    }
}
