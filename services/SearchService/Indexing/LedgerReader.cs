using System.Text.Json;
using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.SearchService.Indexing;

/// <summary>Reads what indexes are made of.</summary>
internal sealed class LedgerReader(NpgsqlDataSource database)
{
    private const string Select = "SELECT id, revision, deleted, details, rating_average, rating_count, sold FROM products";
    private const string StockSql = "SELECT sku, available FROM stock WHERE sku = ANY (@skus)";

    /// <summary>Those that changed since they were last indexed.</summary>
    public Task<List<IndexChange>> ChangedAsync(int limit, CancellationToken cancellationToken)
        => ReadAsync($"{Select} WHERE revision > indexed_revision ORDER BY id LIMIT @limit", cancellationToken, new NpgsqlParameter("limit", limit));

    /// <summary>All of them, by id.</summary>
    public Task<List<IndexChange>> AfterAsync(Guid id, int limit, CancellationToken cancellationToken)
        => ReadAsync($"{Select} WHERE id > @id ORDER BY id LIMIT @limit", cancellationToken, new("id", id), new("limit", limit));

    /// <summary>These revisions are in every index that answers or will.</summary>
    public async Task MarkIndexedAsync(IReadOnlyCollection<(Guid Id, long Revision)> done, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            UPDATE products p SET indexed_revision = done.revision
            FROM (SELECT * FROM unnest(@ids, @revisions) AS d (id, revision) ORDER BY id) done
            WHERE p.id = done.id AND p.indexed_revision < done.revision
            """);
        command.Parameters.AddWithValue("ids", done.Select(d => d.Id).ToArray());
        command.Parameters.AddWithValue("revisions", done.Select(d => d.Revision).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Stock that changes between the two reads changes its product's revision, too: that will be indexed again.
    private async Task<List<IndexChange>> ReadAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await ProductsAsync(connection, sql, parameters, cancellationToken);
        var stock = await StockAsync(connection, [.. rows.SelectMany(row => row.Told?.Variants ?? []).Select(variant => variant.Sku)], cancellationToken);
        return [.. rows.Select(row => row.Change(stock))];
    }

    private static async Task<List<LedgerRow>> ProductsAsync(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<LedgerRow>();
        while (await row.ReadAsync(cancellationToken))
        {
            var told = row.GetBoolean(2) || row.IsDBNull(3) ? null : JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(3), ContractsJson.Default.ProductChanged);
            rows.Add(new(row.GetGuid(0), row.GetInt64(1), told, row.GetDecimal(4), row.GetInt32(5), row.GetInt64(6)));
        }

        return rows;
    }

    private static async Task<Dictionary<string, int>> StockAsync(NpgsqlConnection connection, string[] skus, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(StockSql, connection);
        command.Parameters.AddWithValue("skus", skus);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var stock = new Dictionary<string, int>(skus.Length, StringComparer.Ordinal);
        while (await row.ReadAsync(cancellationToken))
            stock[row.GetString(0)] = row.GetInt32(1);
        return stock;
    }

    /// <param name="Told">Null: deleted, or not heard of.</param>
    private sealed record LedgerRow(Guid Id, long Revision, ProductChanged? Told, decimal Rating, int Ratings, long Sold)
    {
        public IndexChange Change(IReadOnlyDictionary<string, int> stock)
            => new(Id, Revision, Told is { Published: true } ? IndexedProduct.Of(Told, Revision, stock, Rating, Ratings, Sold) : null);
    }
}
