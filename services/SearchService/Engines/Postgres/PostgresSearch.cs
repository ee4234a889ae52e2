using System.Text.Json;
using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Queries;
using Npgsql;

namespace Ecommerce.SearchService.Engines.Postgres;

/// <summary>Two statements a query: what fits, with counts; then the few products of the page.</summary>
internal sealed class PostgresSearch(NpgsqlDataSource database, FacetTerms facets, Beginnings beginnings, Highlighter highlighter)
{
    private const string ShowSql = "SELECT id, document FROM live_shown WHERE id = ANY (@ids)";

    public async Task<Hits> RunAsync(EngineQuery asked, CancellationToken cancellationToken)
    {
        var query = await beginnings.SpellOutAsync(asked, cancellationToken);
        var (page, total, counted) = await ReadAsync(query, cancellationToken);
        var hits = await highlighter.MarkAsync(query, page, cancellationToken);
        return new(Math.Min(total, SearchSql.MostHits), total <= SearchSql.MostHits, hits, await FacetsAsync(counted, cancellationToken));
    }

    /// <summary>All on one connection, which is given back before another is asked for: who waits for a second one while holding a first may wait for ever.</summary>
    private async Task<(List<(IndexedProduct Product, string Key)> Page, long Total, List<(string? Field, long[,] Counts)> Counted)> ReadAsync(
        EngineQuery query, CancellationToken cancellationToken)
    {
        var sql = new SearchSql(query);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (ids, keys, total, counted) = await FindAsync(connection, sql.Write(), sql.Parameters, query, cancellationToken);
        if (total > SearchSql.MostHits && !sql.IsRanked && !sql.IsEverything)
        {
            // Whichever were looked at, others may come before them.
            var first = new SearchSql(query);
            (ids, keys, _, _) = await FindAsync(connection, first.WritePage(), first.Parameters, query, cancellationToken);
        }

        return (await ShowAsync(connection, ids, keys, cancellationToken), total, counted);
    }

    private static async Task<(Guid[] Ids, string[] Keys, long Total, List<(string? Field, long[,] Counts)> Counted)> FindAsync(
        NpgsqlConnection connection, string sql, IReadOnlyList<NpgsqlParameter> parameters, EngineQuery query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters.ToArray());
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        string?[] fields = [null, .. query.Filters.Fields];
        return (
            Read<Guid[]>(row, 0) ?? [], Read<string[]>(row, 1) ?? [], row.FieldCount > 2 ? row.GetInt64(2) : 0,
            [.. Enumerable.Range(3, Math.Max(0, row.FieldCount - 3)).Select(column => (fields[column - 3], Read<long[,]>(row, column) ?? new long[0, 2]))]);
    }

    private static async Task<List<(IndexedProduct Product, string Key)>> ShowAsync(
        NpgsqlConnection connection, Guid[] ids, string[] keys, CancellationToken cancellationToken)
    {
        var shown = new Dictionary<Guid, IndexedProduct>(ids.Length);
        await using var command = new NpgsqlCommand(ShowSql, connection);
        command.Parameters.AddWithValue("ids", ids);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            shown[row.GetGuid(0)] = JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(1), SearchJson.Default.IndexedProduct)!;
        // One may be gone since.
        return [.. ids.Zip(keys).Where(found => shown.ContainsKey(found.First)).Select(found => (shown[found.First], found.Second))];
    }

    /// <summary>The counts with all filters, except that a field that is filtered by is counted as if it were not.</summary>
    private async Task<IReadOnlyDictionary<string, int>> FacetsAsync(List<(string? Field, long[,] Counts)> counted, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, pairs) in counted)
        {
            var named = await facets.NamedAsync(
                [.. Enumerable.Range(0, pairs.GetLength(0)).Select(i => (pairs[i, 0], (int)Math.Min(pairs[i, 1], SearchSql.MostHits)))], cancellationToken);
            foreach (var (term, count) in named)
            {
                if (field is null || Facets.Split(term).Field == field)
                    counts[term] = count;
            }
        }

        return counts;
    }

    private static T? Read<T>(NpgsqlDataReader row, int column)
        where T : class
        => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
}
