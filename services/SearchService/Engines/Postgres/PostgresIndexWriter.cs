using System.Globalization;
using System.Text.Json;
using Ecommerce.SearchService.Indexing;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.SearchService.Engines.Postgres;

/// <summary>Writes products into the tables of an index.</summary>
internal sealed class PostgresIndexWriter(NpgsqlDataSource database, FacetTerms facets)
{
    /// <summary>
    /// What the ledger has moved on from is left out: whoever writes that will come, and a product that is gone does not come back because of
    /// a writer who was slow.
    /// </summary>
    private static string WriteSql(string index) => $"""
        WITH told AS (
            SELECT t.*,
                setweight(to_tsvector('shop', name), 'A') || setweight(to_tsvector('shop', brand), 'B') || setweight(to_tsvector('shop', labels), 'C') AS title
            FROM unnest(@ids, @revisions, @names, @brands, @labels, @descriptions, @facets, @prices, @ratings, @sold, @boosts, @words, @documents)
                AS t (id, revision, name, brand, labels, description, facets, price, rating, sold, boost, words, document)
            JOIN products p ON p.id = t.id AND p.revision = t.revision),
        matching AS (
            INSERT INTO matching_{index} AS m (id, revision, name_hash, title, text, facets, price, rating, sold, boost)
            SELECT id, revision, hashtextextended(name, 0), title, title || setweight(to_tsvector('shop', description), 'D'),
                string_to_array(facets, ' ')::bigint[], price, rating, sold, boost
            FROM told ORDER BY id
            ON CONFLICT (id) DO UPDATE SET
                revision = excluded.revision, name_hash = excluded.name_hash, title = excluded.title, text = excluded.text, facets = excluded.facets,
                price = excluded.price, rating = excluded.rating, sold = excluded.sold, boost = excluded.boost
            WHERE m.revision < excluded.revision),
        shown AS (
            INSERT INTO shown_{index} AS s (id, document) SELECT id, document FROM told ORDER BY id
            ON CONFLICT (id) DO UPDATE SET document = excluded.document
            WHERE (s.document ->> 'revision')::bigint < (excluded.document ->> 'revision')::bigint),
        spoken AS (
            INSERT INTO spoken_{index} AS s (id, revision, words) SELECT id, revision, string_to_array(unaccent(words), ' ') FROM told ORDER BY id
            ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, words = excluded.words WHERE s.revision < excluded.revision)
        INSERT INTO words_{index} (word) SELECT DISTINCT unnest(string_to_array(unaccent(words), ' ')) AS word FROM told ORDER BY word
        ON CONFLICT DO NOTHING
        """;

    private static string RemoveSql(string index) => $"""
        WITH gone AS (
            DELETE FROM matching_{index} m USING unnest(@ids, @revisions) AS g (id, revision) WHERE m.id = g.id AND m.revision <= g.revision
            RETURNING m.id),
        silenced AS (DELETE FROM spoken_{index} s USING gone WHERE s.id = gone.id)
        DELETE FROM shown_{index} s USING gone WHERE s.id = gone.id
        """;

    public async Task WriteAsync(string index, IReadOnlyCollection<IndexChange> changes, CancellationToken cancellationToken)
    {
        List<IndexedProduct> products = [.. changes.Where(c => c.Product is not null).Select(c => c.Product!)];
        if (products.Count > 0)
        {
            await facets.StoreAsync(products.SelectMany(Facets.Of), cancellationToken);
            await RunAsync(WriteSql(index), Parameters(products), cancellationToken);
        }

        List<IndexChange> gone = [.. changes.Where(c => c.Product is null)];
        if (gone.Count > 0)
            await RunAsync(RemoveSql(index), [new("ids", gone.Select(c => c.Id).ToArray()), new("revisions", gone.Select(c => c.Revision).ToArray())], cancellationToken);
    }

    private static NpgsqlParameter[] Parameters(List<IndexedProduct> products) =>
    [
        Array("ids", products, p => p.Id),
        Array("revisions", products, p => p.Revision),
        Array("names", products, p => Words.Searchable(p.Name)),
        Array("brands", products, p => Words.Searchable(p.Brand)),
        Array("labels", products, Labels),
        Array("descriptions", products, p => Words.Searchable(p.Description)),
        Array("facets", products, p => string.Join(' ', Facets.Of(p).Select(term => FacetTerms.Id(term).ToString(CultureInfo.InvariantCulture)))),
        Array("prices", products, p => p.Price.Amount),
        Array("ratings", products, p => p.Ratings == 0 ? 0 : p.Rating),
        Array("sold", products, p => p.Sold),
        Array("boosts", products, p => p.Boost),
        Array("words", products, AllWords),
        new("documents", NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
        {
            Value = products.Select(p => JsonSerializer.Serialize(p, SearchJson.Default.IndexedProduct)).ToArray(),
        },
    ];

    private static NpgsqlParameter Array<T>(string name, IEnumerable<IndexedProduct> products, Func<IndexedProduct, T> value)
        => new(name, products.Select(value).ToArray());

    private static string Labels(IndexedProduct product)
        => Words.Searchable(string.Join(' ', [product.Category, .. product.Tags, .. product.Attributes.SelectMany(a => a.Value), .. product.Skus]));

    /// <summary>The vocabulary: numbers and article numbers are no words that anybody means when something like them is typed.</summary>
    private static string AllWords(IndexedProduct product)
        => string.Join(' ', Words.Searchable($"{product.Name} {product.Brand} {product.Description}").Split(' ')
            .Concat(Labels(product).Split(' ')).Where(word => word.Length > 0 && !word.Any(char.IsDigit)).Distinct(StringComparer.Ordinal));

    private async Task RunAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
