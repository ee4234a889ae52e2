using System.Text.Json;
using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.SearchService.Indexing;

/// <summary>Reads what indexes are made of.</summary>
internal sealed class LedgerReader(NpgsqlDataSource database)
{
    private const string Select = """
        SELECT p.id, p.revision, p.deleted, p.details, p.rating_average, p.rating_count, p.sold, s.skus, s.available
        FROM products p
        LEFT JOIN LATERAL (
            SELECT array_agg(sku) AS skus, array_agg(available) AS available FROM stock
            WHERE sku IN (SELECT jsonb_path_query(p.details, '$.variants[*].sku') #>> '{}')) s ON true
        """;

    /// <summary>Those that changed since they were last indexed.</summary>
    public Task<List<IndexChange>> ChangedAsync(int limit, CancellationToken cancellationToken)
        => ReadAsync($"{Select} WHERE p.revision > p.indexed_revision ORDER BY p.id LIMIT @limit", cancellationToken, new NpgsqlParameter("limit", limit));

    /// <summary>All of them, by id.</summary>
    public Task<List<IndexChange>> AfterAsync(Guid id, int limit, CancellationToken cancellationToken)
        => ReadAsync($"{Select} WHERE p.id > @id ORDER BY p.id LIMIT @limit", cancellationToken, new("id", id), new("limit", limit));

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

    private async Task<List<IndexChange>> ReadAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var changes = new List<IndexChange>();
        while (await row.ReadAsync(cancellationToken))
            changes.Add(Change(row));
        return changes;
    }

    private static IndexChange Change(NpgsqlDataReader row)
    {
        var (id, revision) = (row.GetGuid(0), row.GetInt64(1));
        if (row.GetBoolean(2) || row.IsDBNull(3))
            return new(id, revision, null);

        var told = JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(3), ContractsJson.Default.ProductChanged)!;
        if (!told.Published)
            return new(id, revision, null);

        var stock = row.IsDBNull(7)
            ? new Dictionary<string, int>(StringComparer.Ordinal)
            : row.GetFieldValue<string[]>(7).Zip(row.GetFieldValue<int[]>(8)).ToDictionary(s => s.First, s => s.Second, StringComparer.Ordinal);
        return new(id, revision, IndexedProduct.Of(told, revision, stock, row.GetDecimal(4), row.GetInt32(5), row.GetInt64(6)));
    }
}
