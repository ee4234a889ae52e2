using System.Text.Json;
using Ecommerce.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.SearchService.Infrastructure.Postgres;

/// <summary>
/// Writes what is known of each product. To avoid deadlocks, a product is always locked before the stock of its SKUs, and several products
/// in the order of their ids.
/// </summary>
internal static class ProductProjection
{
    private const string UpsertSql = """
        INSERT INTO products AS p (id, version, details)
        SELECT * FROM unnest(@ids, @versions, @details) AS input (id, version, details) ORDER BY id
        ON CONFLICT (id) DO UPDATE SET
            version = greatest(p.version, excluded.version),
            details = CASE WHEN p.version < excluded.version THEN excluded.details ELSE p.details END,
            deleted = p.deleted AND p.version >= excluded.version,
            told_at = now(),
            revision = p.revision + 1
        """;

    private const string DeleteSql = """
        INSERT INTO products AS p (id, version, deleted) VALUES (@id, @version, true)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, deleted = true, details = NULL, told_at = now(),
        revision = p.revision + 1
        WHERE p.version < excluded.version
        """;

    private const string TouchSql = """
        INSERT INTO products AS p (id) VALUES (@id) ON CONFLICT (id) DO UPDATE SET revision = p.revision + 1
        """;

    private const string StockSql = """
        INSERT INTO stock AS s (sku, available, version)
        SELECT * FROM unnest(@skus, @available, @versions) AS input (sku, available, version) ORDER BY sku COLLATE "C"
        ON CONFLICT (sku) DO UPDATE SET available = excluded.available, version = excluded.version WHERE s.version < excluded.version
        """;

    private const string RatingSql = """
        INSERT INTO products AS p (id, rating_version, rating_count, rating_average) VALUES (@id, @version, @count, @average)
        ON CONFLICT (id) DO UPDATE SET
            rating_version = excluded.rating_version, rating_count = excluded.rating_count, rating_average = excluded.rating_average,
            revision = p.revision + 1
        WHERE p.rating_version < excluded.rating_version
        """;

    private const string CategorySql = """
        INSERT INTO category_names AS c (path, name) SELECT * FROM unnest(@paths, @names) AS input (path, name) ORDER BY path
        ON CONFLICT (path) DO UPDATE SET name = excluded.name WHERE c.name <> excluded.name
        """;

    private const string DeleteMissingSql = """
        UPDATE products p SET deleted = true, details = NULL, revision = revision + 1
        WHERE NOT deleted AND version > 0 AND told_at < @before AND NOT EXISTS (SELECT FROM unnest(@ids) AS e (id) WHERE e.id = p.id)
        """;

    private const string FindChangedSql = """
        SELECT DISTINCT input.id
        FROM unnest(@ids, @versions, @skus, @stock) AS input (id, version, sku, stock)
        LEFT JOIN products p ON p.id = input.id
        LEFT JOIN stock s ON s.sku = input.sku
        WHERE coalesce(p.version, 0) < input.version OR coalesce(s.version, -1) < input.stock
        """;

    /// <summary>Stores products with their stock; each product may occur once. Older versions do not replace newer ones.</summary>
    public static async Task UpsertAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<ProductChanged> products, CancellationToken cancellationToken)
    {
        await RunAsync(
            transaction, UpsertSql, cancellationToken,
            new("ids", products.Select(p => p.ProductId).ToArray()),
            new("versions", products.Select(p => p.Version).ToArray()),
            new("details", NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
            {
                Value = products.Select(p => JsonSerializer.Serialize(p, ContractsJson.Default.ProductChanged)).ToArray(),
            });
        var variants = products.SelectMany(product => product.Variants);
        await SaveStockAsync(transaction, variants.Select(v => new SkuStock(v.Sku, v.Available, v.StockVersion)), cancellationToken);

        var categories = products.Where(p => p.CategoryPath.Length > 0).DistinctBy(p => p.CategoryPath).ToList();
        await RunAsync(
            transaction, CategorySql, cancellationToken,
            new("paths", categories.Select(p => p.CategoryPath).ToArray()), new("names", categories.Select(p => p.Category).ToArray()));
    }

    /// <summary>Deletes products that are not in an export of the catalogue, unless an event told of them after it began.</summary>
    /// <param name="exported">The products of the export.</param>
    /// <param name="before">When the export began.</param>
    public static Task<int> DeleteMissingAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<Guid> exported, DateTimeOffset before, CancellationToken cancellationToken)
        => RunAsync(transaction, DeleteMissingSql, cancellationToken, new("before", before), new("ids", exported.ToArray()));

    /// <summary>Those of these products that are newer than what is stored.</summary>
    public static async Task<IReadOnlyList<ProductChanged>> FindChangedAsync(
        NpgsqlTransaction transaction, IReadOnlyList<ProductChanged> products, CancellationToken cancellationToken)
    {
        var variants = products.SelectMany(p => p.Variants, (p, v) => (p.ProductId, p.Version, v.Sku, v.StockVersion)).ToList();
        await using var command = new NpgsqlCommand(FindChangedSql, transaction.Connection, transaction);
        command.Parameters.AddWithValue("ids", variants.Select(v => v.ProductId).ToArray());
        command.Parameters.AddWithValue("versions", variants.Select(v => v.Version).ToArray());
        command.Parameters.AddWithValue("skus", variants.Select(v => v.Sku).ToArray());
        command.Parameters.AddWithValue("stock", variants.Select(v => v.StockVersion).ToArray());
        var ids = new HashSet<Guid>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            ids.Add(row.GetGuid(0));
        return [.. products.Where(p => ids.Contains(p.ProductId))];
    }

    public static Task DeleteAsync(NpgsqlTransaction transaction, ProductDeleted product, CancellationToken cancellationToken)
        => RunAsync(transaction, DeleteSql, cancellationToken, new("id", product.ProductId), new("version", product.Version));

    public static async Task UpdateStockAsync(NpgsqlTransaction transaction, StockChanged stock, CancellationToken cancellationToken)
    {
        await RunAsync(transaction, TouchSql, cancellationToken, new NpgsqlParameter("id", stock.ProductId));
        await SaveStockAsync(transaction, stock.Skus, cancellationToken);
    }

    public static Task UpdateRatingAsync(NpgsqlTransaction transaction, RatingChanged rating, CancellationToken cancellationToken)
        => RunAsync(
            transaction, RatingSql, cancellationToken,
            new("id", rating.ProductId), new("version", rating.Version), new("count", rating.Count), new("average", rating.Average));

    private static Task<int> SaveStockAsync(
        NpgsqlTransaction transaction, IEnumerable<SkuStock> stock, CancellationToken cancellationToken)
    {
        // INSERT ... ON CONFLICT must not touch a row twice.
        SkuStock[] skus = [.. stock.GroupBy(s => s.Sku, StringComparer.Ordinal).Select(versions => versions.MaxBy(s => s.Version)!)];
        return RunAsync(
            transaction, StockSql, cancellationToken,
            new("skus", skus.Select(s => s.Sku).ToArray()),
            new("available", skus.Select(s => s.Available).ToArray()),
            new("versions", skus.Select(s => s.Version).ToArray()));
    }

    private static async Task<int> RunAsync(
        NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
