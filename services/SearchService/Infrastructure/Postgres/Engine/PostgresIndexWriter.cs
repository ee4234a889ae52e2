using System.Globalization;
using System.Text.Json;
using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Domain.Text;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.SearchService.Infrastructure.Postgres.Engine;

/// <summary>Writes products into the tables of an index.</summary>
internal sealed class PostgresIndexWriter(NpgsqlDataSource database, FacetTerms facets)
{
    // Revisions that the projection has outdated are skipped: their successors will be written, and a slow writer does not restore a
    // product that was deleted in the meantime.
    private static string WriteSql(string index) => $"""
        WITH input AS (
            SELECT t.*,
                setweight(to_tsvector('shop', name), 'A') || setweight(to_tsvector('shop', brand), 'B')
                    || setweight(to_tsvector('shop', labels), 'C') AS title
            FROM unnest(
                @ids, @revisions, @names, @brands, @labels, @descriptions, @facets, @prices, @ratings, @sold, @boosts, @words, @documents)
                AS t (id, revision, name, brand, labels, description, facets, price, rating, sold, boost, words, document)
            JOIN products p ON p.id = t.id AND p.revision = t.revision),
        matching AS (
            INSERT INTO matching_{index} AS m (id, revision, name_hash, title, text, facets, price, rating, sold, boost)
            SELECT id, revision, hashtextextended(name, 0), title, title || setweight(to_tsvector('shop', description), 'D'),
                string_to_array(facets, ' ')::bigint[], price, rating, sold, boost
            FROM input ORDER BY id
            ON CONFLICT (id) DO UPDATE SET
                revision = excluded.revision, name_hash = excluded.name_hash, title = excluded.title, text = excluded.text,
                facets = excluded.facets,
                price = excluded.price, rating = excluded.rating, sold = excluded.sold, boost = excluded.boost
            WHERE m.revision < excluded.revision),
        shown AS (
            INSERT INTO shown_{index} AS s (id, document) SELECT id, document FROM input ORDER BY id
            ON CONFLICT (id) DO UPDATE SET document = excluded.document
            WHERE (s.document ->> 'revision')::bigint < (excluded.document ->> 'revision')::bigint),
        spoken AS (
            INSERT INTO spoken_{index} AS s (id, revision, words)
            SELECT id, revision, string_to_array(unaccent(words), ' ') FROM input ORDER BY id
            ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, words = excluded.words WHERE s.revision < excluded.revision)
        INSERT INTO words_{index} (word) SELECT DISTINCT unnest(string_to_array(unaccent(words), ' ')) AS word FROM input ORDER BY word
        ON CONFLICT DO NOTHING
        """;

    private static string DeleteSql(string index) => $"""
        WITH deleted AS (
            DELETE FROM matching_{index} m USING unnest(@ids, @revisions) AS d (id, revision) WHERE m.id = d.id AND m.revision <= d.revision
            RETURNING m.id),
        deleted_words AS (DELETE FROM spoken_{index} s USING deleted WHERE s.id = deleted.id)
        DELETE FROM shown_{index} s USING deleted WHERE s.id = deleted.id
        """;

    public async Task WriteAsync(string index, IReadOnlyCollection<IndexChange> changes, CancellationToken cancellationToken)
    {
        List<IndexedProduct> products = [.. changes.Where(c => c.Product is not null).Select(c => c.Product!)];
        if (products.Count > 0)
        {
            await facets.StoreAsync(products.SelectMany(Facets.Of), cancellationToken);
            await RunAsync(WriteSql(index), WriteParameters(products), cancellationToken);
        }

        List<IndexChange> deleted = [.. changes.Where(c => c.Product is null)];
        if (deleted.Count > 0)
            await RunAsync(DeleteSql(index), DeleteParameters(deleted), cancellationToken);
    }

    private static NpgsqlParameter[] WriteParameters(List<IndexedProduct> products) =>
    [
        Array("ids", products, p => p.Id),
        Array("revisions", products, p => p.Revision),
        Array("names", products, p => Bigrams.Index(Tokenizer.WithCompounds(p.Name))),
        Array("brands", products, p => Bigrams.Index(Tokenizer.WithCompounds(p.Brand))),
        Array("labels", products, p => Bigrams.Index(Labels(p))),
        Array("descriptions", products, p => Bigrams.Index(Tokenizer.WithCompounds(p.Description))),
        Array("facets", products, FacetIds),
        Array("prices", products, p => p.Price.Amount),
        Array("ratings", products, p => p.Ratings == 0 ? 0 : p.Rating),
        Array("sold", products, p => p.Sold),
        Array("boosts", products, p => p.Boost),
        Array("words", products, Vocabulary),
        new("documents", NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
        {
            Value = products.Select(p => JsonSerializer.Serialize(p, SearchJson.Default.IndexedProduct)).ToArray(),
        },
    ];

    private static NpgsqlParameter Array<T>(string name, IEnumerable<IndexedProduct> products, Func<IndexedProduct, T> value)
        => new(name, products.Select(value).ToArray());

    private static NpgsqlParameter[] DeleteParameters(List<IndexChange> deleted) =>
    [
        new("ids", deleted.Select(change => change.Id).ToArray()),
        new("revisions", deleted.Select(change => change.Revision).ToArray()),
    ];

    private static string FacetIds(IndexedProduct product)
        => string.Join(' ', Facets.Of(product).Select(term => FacetTerms.Id(term).ToString(CultureInfo.InvariantCulture)));

    private static string Labels(IndexedProduct product)
    {
        var values = product.Attributes.SelectMany(attribute => attribute.Value);
        return Tokenizer.WithCompounds(string.Join(' ', [product.Category, .. product.Tags, .. values, .. product.Skus]));
    }

    /// <summary>
    /// Words for completion and correction. Numbers and SKUs are left out: they would be offered as corrections; long texts without spaces
    /// are no words.
    /// </summary>
    private static string Vocabulary(IndexedProduct product)
    {
        var texts = Tokenizer.WithCompounds($"{product.Name} {product.Brand} {product.Description}");
        var words = $"{texts} {Labels(product)}".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var known = words.Where(word => word.Length <= Tokenizer.MaxWordLength && !word.Any(char.IsDigit));
        return string.Join(' ', known.Distinct(StringComparer.Ordinal));
    }

    private async Task RunAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
