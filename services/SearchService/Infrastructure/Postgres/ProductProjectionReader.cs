using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.SearchService.Domain.Products;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres;

/// <summary>Reads products for indexing.</summary>
internal sealed class ProductProjectionReader(NpgsqlDataSource database)
{
    private const string ProductSql = """
        SELECT id, revision, CASE WHEN NOT deleted THEN details END AS details, rating_average, rating_count, sold FROM products
        """;

    private const string StockSql = "SELECT sku, available FROM stock WHERE sku = ANY (@skus)";

    private const string MarkIndexedSql = """
        UPDATE products p SET indexed_revision = done.revision
        FROM (SELECT * FROM unnest(@ids, @revisions) AS d (id, revision) ORDER BY id) done
        WHERE p.id = done.id AND p.indexed_revision < done.revision
        """;

    /// <summary>Products that have changed since they were indexed.</summary>
    public Task<List<IndexChange>> ListPendingAsync(int limit, CancellationToken cancellationToken)
        => ReadAsync(
            $"{ProductSql} WHERE revision > indexed_revision ORDER BY id LIMIT @limit",
            cancellationToken, new NpgsqlParameter("limit", limit));

    /// <summary>All products by id, a page at a time.</summary>
    public Task<List<IndexChange>> ListAfterAsync(Guid id, int limit, CancellationToken cancellationToken)
        => ReadAsync($"{ProductSql} WHERE id > @id ORDER BY id LIMIT @limit", cancellationToken, new("id", id), new("limit", limit));

    /// <summary>Remembers that every written index has these revisions.</summary>
    public async Task MarkIndexedAsync(IReadOnlyCollection<(Guid Id, long Revision)> indexed, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(MarkIndexedSql);
        command.Parameters.AddWithValue("ids", indexed.Select(i => i.Id).ToArray());
        command.Parameters.AddWithValue("revisions", indexed.Select(i => i.Revision).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // A change of stock between the two reads raises the revision of its product, which is then indexed again.
    private async Task<List<IndexChange>> ReadAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await ReadProductsAsync(connection, sql, parameters, cancellationToken);
        var variants = rows.SelectMany(row => row.Details?.Variants ?? []);
        var stock = await ReadStockAsync(connection, [.. variants.Select(variant => variant.Sku)], cancellationToken);
        return [.. rows.Select(row => row.ToChange(stock))];
    }

    private static async Task<List<ProductRow>> ReadProductsAsync(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<ProductRow>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(ProductRow.Read(reader));
        return rows;
    }

    private static async Task<Dictionary<string, int>> ReadStockAsync(
        NpgsqlConnection connection, string[] skus, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(StockSql, connection);
        command.Parameters.AddWithValue("skus", skus);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var stock = new Dictionary<string, int>(skus.Length, StringComparer.Ordinal);
        while (await row.ReadAsync(cancellationToken))
            stock[row.GetString(0)] = row.GetInt32(1);
        return stock;
    }

    /// <param name="Details">Null when the product is deleted or no event of it has arrived.</param>
    private sealed record ProductRow(Guid Id, long Revision, ProductChanged? Details, decimal Rating, int Ratings, long Sold)
    {
        public static ProductRow Read(NpgsqlDataReader row)
        {
            return new(
                row.GetGuid(row.GetOrdinal("id")),
                row.GetInt64(row.GetOrdinal("revision")),
                ReadDetails(row, row.GetOrdinal("details")),
                row.GetDecimal(row.GetOrdinal("rating_average")),
                row.GetInt32(row.GetOrdinal("rating_count")),
                row.GetInt64(row.GetOrdinal("sold")));
        }

        private static ProductChanged? ReadDetails(NpgsqlDataReader row, int column)
            => row.IsDBNull(column)
                ? null
                : JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(column), ContractsJson.Default.ProductChanged);

        public IndexChange ToChange(IReadOnlyDictionary<string, int> stock)
        {
            var product = Details is { Published: true } ? IndexedProduct.Of(Details, Revision, stock, Rating, Ratings, Sold) : null;
            return new(Id, Revision, product);
        }
    }
}
