using System.Text.Json;
using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Domain.Queries;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres.Engine;

/// <summary>
/// Runs a query in two statements: one finds the ids of the page and the counts, the other reads the products of the page.
/// </summary>
internal sealed class PostgresSearch(NpgsqlDataSource database, FacetTerms facetTerms, PrefixExpander prefixes, Highlighter highlighter)
{
    private const string ProductsSql = "SELECT id, document FROM live_shown WHERE id = ANY (@ids)";

    public async Task<Hits> SearchAsync(EngineQuery query, CancellationToken cancellationToken)
    {
        var expanded = await prefixes.ExpandAsync(query, cancellationToken);
        var (found, page) = await ReadAsync(expanded, cancellationToken);
        var hits = await highlighter.HighlightAsync(expanded, page, cancellationToken);
        var facets = await CountFacetsAsync(found.Counts, cancellationToken);
        return new(Math.Min(found.Total, SearchSql.MaxHits), found.Total <= SearchSql.MaxHits, hits, facets);
    }

    // One connection for both statements, released before another is opened: requests that hold one while they wait for a second can
    // exhaust the pool and deadlock.
    private async Task<(FoundRows Found, List<(IndexedProduct Product, string Key)> Page)> ReadAsync(
        EngineQuery query, CancellationToken cancellationToken)
    {
        var sql = new SearchSql(query);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var found = await FindAsync(connection, sql.BuildSearch(), sql.Parameters, row => FoundRows.Read(row, query), cancellationToken);
        if (found.Total > SearchSql.MaxHits && !sql.IsRanked && !sql.MatchesAll)
        {
            // Products beyond the limit may sort before those within it.
            var pageSql = new SearchSql(query);
            var page = await FindAsync(connection, pageSql.BuildPage(), pageSql.Parameters, FoundRows.ReadPage, cancellationToken);
            found = found with { Ids = page.Ids, Keys = page.Keys };
        }

        return (found, await ReadProductsAsync(connection, found, cancellationToken));
    }

    private static async Task<FoundRows> FindAsync(
        NpgsqlConnection connection, string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, FoundRows> read,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters.ToArray());
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return read(row);
    }

    private static async Task<List<(IndexedProduct Product, string Key)>> ReadProductsAsync(
        NpgsqlConnection connection, FoundRows found, CancellationToken cancellationToken)
    {
        var products = new Dictionary<Guid, IndexedProduct>(found.Ids.Length);
        await using var command = new NpgsqlCommand(ProductsSql, connection);
        command.Parameters.AddWithValue("ids", found.Ids);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var document = await row.GetFieldValueAsync<byte[]>(1, cancellationToken);
            products[row.GetGuid(0)] = JsonSerializer.Deserialize(document, SearchJson.Default.IndexedProduct)!;
        }

        var page = new List<(IndexedProduct, string)>(found.Ids.Length);
        foreach (var (id, key) in found.Ids.Zip(found.Keys))
        {
            // A product may have been deleted between the statements.
            if (products.TryGetValue(id, out var product))
                page.Add((product, key));
        }

        return page;
    }

    /// <summary>A field that is filtered by has a count of its own, without its filter, which replaces the general one.</summary>
    private async Task<IReadOnlyDictionary<string, int>> CountFacetsAsync(
        IReadOnlyList<FacetCounts> counts, CancellationToken cancellationToken)
    {
        var facets = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, pairs) in counts)
        {
            foreach (var (term, count) in await facetTerms.ResolveAsync(pairs, cancellationToken))
            {
                if (field is null || Facets.Split(term).Field == field)
                    facets[term] = count;
            }
        }

        return facets;
    }
}
