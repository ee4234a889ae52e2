using System.Text.Json;
using Ecommerce.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.SearchService.Ledger;

/// <summary>
/// What is known of each product. The product's row is always locked before the stock of its SKUs, and several in the order of their ids.
/// </summary>
internal static class ProductLedger
{
    private const string ChangeSql = """
        INSERT INTO products AS p (id, version, details)
        SELECT * FROM unnest(@ids, @versions, @details) AS told (id, version, details) ORDER BY id
        ON CONFLICT (id) DO UPDATE SET
            version = greatest(p.version, excluded.version),
            details = CASE WHEN p.version < excluded.version THEN excluded.details ELSE p.details END,
            deleted = p.deleted AND p.version >= excluded.version,
            told_at = now(),
            revision = p.revision + 1
        """;

    private const string DeleteSql = """
        INSERT INTO products AS p (id, version, deleted) VALUES (@id, @version, true)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, deleted = true, details = NULL, told_at = now(), revision = p.revision + 1
        WHERE p.version < excluded.version
        """;

    private const string TouchSql = """
        INSERT INTO products AS p (id) VALUES (@id) ON CONFLICT (id) DO UPDATE SET revision = p.revision + 1
        """;

    private const string StockSql = """
        INSERT INTO stock AS s (sku, available, version)
        SELECT * FROM unnest(@skus, @available, @versions) AS told (sku, available, version) ORDER BY sku COLLATE "C"
        ON CONFLICT (sku) DO UPDATE SET available = excluded.available, version = excluded.version WHERE s.version < excluded.version
        """;

    private const string RatingSql = """
        INSERT INTO products AS p (id, rating_version, rating_count, rating_average) VALUES (@id, @version, @count, @average)
        ON CONFLICT (id) DO UPDATE SET
            rating_version = excluded.rating_version, rating_count = excluded.rating_count, rating_average = excluded.rating_average,
            revision = p.revision + 1
        WHERE p.rating_version < excluded.rating_version
        """;

    /// <summary>Paths are not names: facets show these.</summary>
    private const string CategorySql = """
        INSERT INTO category_names AS c (path, name) SELECT * FROM unnest(@paths, @names) AS told (path, name) ORDER BY path
        ON CONFLICT (path) DO UPDATE SET name = excluded.name WHERE c.name <> excluded.name
        """;

    /// <summary>Products as they were at some version, each once, with the stock that came with them.</summary>
    public static async Task ChangeAsync(NpgsqlTransaction transaction, IReadOnlyCollection<ProductChanged> products, CancellationToken cancellationToken)
    {
        await RunAsync(transaction, ChangeSql, cancellationToken,
            new("ids", products.Select(p => p.ProductId).ToArray()),
            new("versions", products.Select(p => p.Version).ToArray()),
            new("details", NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
            {
                Value = products.Select(p => JsonSerializer.Serialize(p, ContractsJson.Default.ProductChanged)).ToArray(),
            });
        await StockAsync(transaction, products.SelectMany(p => p.Variants.Select(v => new SkuStock(v.Sku, v.Available, v.StockVersion))), cancellationToken);
        var categories = products.Where(p => p.CategoryPath.Length > 0).DistinctBy(p => p.CategoryPath).ToList();
        await RunAsync(transaction, CategorySql, cancellationToken,
            new("paths", categories.Select(p => p.CategoryPath).ToArray()), new("names", categories.Select(p => p.Category).ToArray()));
    }

    /// <summary>The catalogue no longer has what it was not told of since: all but <paramref name="seen"/>, which were in its export.</summary>
    public static async Task<int> RemoveUnseenAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<Guid> seen, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE products p SET deleted = true, details = NULL, revision = revision + 1
            WHERE NOT deleted AND version > 0 AND told_at < @before AND NOT EXISTS (SELECT FROM unnest(@seen) AS s (id) WHERE s.id = p.id)
            """, transaction.Connection, transaction);
        command.Parameters.AddWithValue("before", before);
        command.Parameters.AddWithValue("seen", seen.ToArray());
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Those of these products of which something is not known yet, in the version they come with.</summary>
    public static async Task<IReadOnlyList<ProductChanged>> NewsAsync(
        NpgsqlTransaction transaction, IReadOnlyList<ProductChanged> products, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT DISTINCT told.id
            FROM unnest(@ids, @versions, @skus, @stock) AS told (id, version, sku, stock)
            LEFT JOIN products p ON p.id = told.id
            LEFT JOIN stock s ON s.sku = told.sku
            WHERE coalesce(p.version, 0) < told.version OR coalesce(s.version, -1) < told.stock
            """, transaction.Connection, transaction);
        var variants = products.SelectMany(p => p.Variants, (p, v) => (p.ProductId, p.Version, v.Sku, v.StockVersion)).ToList();
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

    public static async Task StockAsync(NpgsqlTransaction transaction, StockChanged stock, CancellationToken cancellationToken)
    {
        await RunAsync(transaction, TouchSql, cancellationToken, new NpgsqlParameter("id", stock.ProductId));
        await StockAsync(transaction, stock.Skus, cancellationToken);
    }

    public static Task RateAsync(NpgsqlTransaction transaction, RatingChanged rating, CancellationToken cancellationToken)
        => RunAsync(transaction, RatingSql, cancellationToken,
            new("id", rating.ProductId), new("version", rating.Version), new("count", rating.Count), new("average", rating.Average));

    private static Task StockAsync(NpgsqlTransaction transaction, IEnumerable<SkuStock> stock, CancellationToken cancellationToken)
    {
        // A statement may not meet a row twice.
        SkuStock[] skus = [.. stock.GroupBy(s => s.Sku, StringComparer.Ordinal).Select(same => same.MaxBy(s => s.Version)!)];
        return RunAsync(transaction, StockSql, cancellationToken,
            new("skus", skus.Select(s => s.Sku).ToArray()),
            new("available", skus.Select(s => s.Available).ToArray()),
            new("versions", skus.Select(s => s.Version).ToArray()));
    }

    private static async Task RunAsync(NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
