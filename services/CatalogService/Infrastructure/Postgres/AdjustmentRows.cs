using Ecommerce.CatalogService.Domain.Stock;
using Npgsql;

namespace Ecommerce.CatalogService.Infrastructure.Postgres;

/// <summary>Stock adjustments by caller and idempotency key.</summary>
internal static class AdjustmentRows
{
    public static Task<bool> TryLockIdempotencyKeyAsync(
        NpgsqlConnection connection, Guid caller, string key, CancellationToken cancellationToken)
        => new NpgsqlCommand("SELECT pg_try_advisory_xact_lock(hashtextextended($1::text || $2, 1))", connection)
            .With(Parameter.Of(caller), Parameter.Of(key)).ReadBooleanAsync(cancellationToken);

    public static Task<StockAdjustment?> FindAsync(
        NpgsqlConnection connection, Guid caller, string key, CancellationToken cancellationToken)
        => new NpgsqlCommand("""
            SELECT sku, change, reason, available, reserved, sold FROM stock_adjustments WHERE caller = $1 AND key = $2
            """, connection).With(Parameter.Of(caller), Parameter.Of(key)).ReadOneAsync(Adjustment, cancellationToken);

    public static Task SaveAsync(
        NpgsqlConnection connection, Guid caller, string key, StockAdjustment adjustment, CancellationToken cancellationToken)
        => new NpgsqlCommand("""
            INSERT INTO stock_adjustments (caller, key, sku, change, reason, available, reserved, sold, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now())
            """, connection).With(
                Parameter.Of(caller), Parameter.Of(key),
                Parameter.Of(adjustment.Sku), Parameter.Of(adjustment.Change), Parameter.Of(adjustment.Reason),
                Parameter.Of(adjustment.Available), Parameter.Of(adjustment.Reserved), Parameter.Of(adjustment.Sold))
            .ExecuteAsync(cancellationToken);

    private static StockAdjustment Adjustment(NpgsqlDataReader row) => new(
        row.Get<string>("sku"), row.Get<int>("change"), row.Get<string>("reason"),
        row.Get<int>("available"), row.Get<int>("reserved"), row.Get<int>("sold"));
}
