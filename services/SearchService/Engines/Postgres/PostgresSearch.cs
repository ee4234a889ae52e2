using System.Text.Json;
using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Queries;
using Npgsql;

namespace Ecommerce.SearchService.Engines.Postgres;

/// <summary>Two statements a query: what fits, with counts; then the few products of the page with their marks.</summary>
internal sealed class PostgresSearch(NpgsqlDataSource database, FacetTerms facets)
{
    private static readonly string Marks = $"StartSel=\"{Highlighting.Begin}\", StopSel=\"{Highlighting.End}\"";

    private const string ShowSql = """
        SELECT s.document,
            ts_headline('shop', s.document ->> 'name', q, 'HighlightAll=true, ' || @marks),
            ts_headline('shop', left(s.document ->> 'description', 1000), q, 'MinWords=15, MaxWords=35, ' || @marks)
        FROM unnest(@ids) WITH ORDINALITY AS page (id, place)
        JOIN live_shown s USING (id), to_tsquery('shop', @query) AS q
        ORDER BY page.place
        """;

    public async Task<Hits> RunAsync(EngineQuery query, CancellationToken cancellationToken)
    {
        var sql = new SearchSql(query);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (ids, keys, total, counted) = await FindAsync(connection, sql.Write(), sql.Parameters, query, cancellationToken);
        if (total > SearchSql.MostHits && !sql.IsRanked)
        {
            // Whichever were looked at, others may come before them.
            var first = new SearchSql(query);
            (ids, keys, _, _) = await FindAsync(connection, first.WritePage(), first.Parameters, query, cancellationToken);
        }

        var page = await ShowAsync(connection, query, ids, keys, cancellationToken);
        return new(Math.Min(total, SearchSql.MostHits), total <= SearchSql.MostHits, page, await FacetsAsync(counted, cancellationToken));
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

    private static async Task<List<Hit>> ShowAsync(
        NpgsqlConnection connection, EngineQuery query, Guid[] ids, string[] keys, CancellationToken cancellationToken)
    {
        var page = new List<Hit>(ids.Length);
        if (ids.Length == 0)
            return page;

        await using var command = new NpgsqlCommand(ShowSql, connection);
        command.Parameters.AddWithValue("ids", ids);
        command.Parameters.AddWithValue("marks", Marks);
        command.Parameters.AddWithValue("query", query.Clauses.Count > 0 ? TsQuery.All(query with { All = false }) : "");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var product = JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), SearchJson.Default.IndexedProduct)!;
            page.Add(new(product, keys[Array.IndexOf(ids, product.Id)], row.GetString(1), row.GetString(2)));
        }

        return page;
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
