using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Infrastructure.Elasticsearch;

/// <summary>Settings and mappings of an index, and its documents.</summary>
internal static class IndexDefinition
{
    /// <summary>The searched fields and the weights of a match in them.</summary>
    public static readonly (string Name, double Weight)[] SearchedFields =
        [("name", 1), ("brand", 0.5), ("labels", 0.25), ("description", 0.06)];

    // Not refreshed until it is filled. Versions of deleted documents are kept for an hour, so that a slow writer does not restore one.
    private const string Definition = """
        {
          "settings": {
            "number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": "-1", "gc_deletes": "1h",
            "analysis": {
              "char_filter": {
                "apostrophes": { "type": "mapping", "mappings": ["' =>", "\u2019 =>", "\u2018 =>"] },
                "spaced_hangul": {
                  "type": "pattern_replace", "replacement": " ",
                  "pattern": "(?<=\\p{IsHangul})(?=[\\p{IsLatin}\\p{Nd}])|(?<=[\\p{IsLatin}\\p{Nd}])(?=\\p{IsHangul})"
                }
              },
              "tokenizer": { "unspaced_letters": { "type": "simple_pattern" } },
              "filter": {
                "shop_stop": { "type": "stop", "stopwords": "_english_" },
                "shop_stem": { "type": "stemmer", "language": "english" }
              },
              "analyzer": {
                "shop": {
                  "type": "custom", "char_filter": ["apostrophes"], "tokenizer": "standard",
                  "filter": ["lowercase", "asciifolding", "shop_stop", "shop_stem"]
                },
                "plain": {
                  "type": "custom", "char_filter": ["apostrophes"], "tokenizer": "standard",
                  "filter": ["lowercase", "asciifolding"]
                },
                "shop_cjk": {
                  "type": "custom", "char_filter": ["spaced_hangul"], "tokenizer": "standard",
                  "filter": ["cjk_width", "lowercase", "cjk_bigram"]
                },
                "shop_thai": { "type": "thai", "stopwords": "_none_" },
                "shop_letters": { "type": "custom", "tokenizer": "unspaced_letters" }
              },
              "normalizer": { "folded": { "type": "custom", "filter": ["lowercase", "asciifolding"] } }
            }
          },
          "mappings": {
            "dynamic": "strict",
            "properties": {
              "id": { "type": "keyword" },
              "name": { "type": "text", "analyzer": "shop", "fields": { "plain": { "type": "text", "analyzer": "plain" } } },
              "nameKey": { "type": "keyword", "normalizer": "folded" },
              "brand": { "type": "text", "analyzer": "shop" },
              "labels": { "type": "text", "analyzer": "shop" },
              "description": { "type": "text", "analyzer": "shop" },
              "words": { "type": "text", "analyzer": "plain" },
              "vocabulary": { "type": "keyword", "normalizer": "folded" },
              "facets": { "type": "keyword" },
              "price": { "type": "double" },
              "rating": { "type": "double" },
              "sold": { "type": "long" },
              "boost": { "type": "double" },
              "document": { "type": "object", "enabled": false }
            }
          }
        }
        """;

    /// <summary>A field as a query names it.</summary>
    public static string Weighted(string field, double weight) => string.Create(CultureInfo.InvariantCulture, $"{field}^{weight}");

    public static JsonNode Create()
    {
        var definition = JsonNode.Parse(Definition)!;
        definition["settings"]!["analysis"]!["tokenizer"]!["unspaced_letters"]!["pattern"] = Scripts.UnspacedLetter;
        foreach (var (field, _) in SearchedFields)
        {
            var mapping = definition["mappings"]!["properties"]![field]!.AsObject();
            var subfields = mapping["fields"]?.DeepClone().AsObject() ?? [];
            foreach (var (name, subfield) in UnspacedFields.Mapping())
                subfields[name] = subfield!.DeepClone();
            mapping["fields"] = subfields;
        }

        return definition;
    }

    public static JsonObject Document(IndexedProduct product)
    {
        var values = product.Attributes.SelectMany(attribute => attribute.Value);
        var hyphenated = HyphenatedWords($"{product.Name} {product.Brand}");
        var labels = Tokenizer.WithCompounds(
            string.Join(' ', [product.Category, .. product.Tags, .. values, .. product.Skus, .. hyphenated]));
        var words = $"{Tokenizer.WithCompounds($"{product.Name} {product.Brand} {product.Description}")} {labels}";
        return new()
        {
            ["id"] = product.Id.ToString(),
            ["name"] = product.Name,
            ["nameKey"] = Tokenizer.Normalize(product.Name),
            ["brand"] = product.Brand,
            ["labels"] = labels,
            ["description"] = product.Description,
            ["words"] = words,
            ["vocabulary"] = Strings(Vocabulary(words)),
            ["facets"] = Strings(Facets.Of(product)),
            ["price"] = JsonNode.Parse(product.Price.Amount.ToString(CultureInfo.InvariantCulture)),
            ["rating"] = JsonNode.Parse((product.Ratings == 0 ? 0 : product.Rating).ToString(CultureInfo.InvariantCulture)),
            ["sold"] = product.Sold,
            ["boost"] = 1 + product.Boost,
            ["document"] = JsonSerializer.SerializeToNode(product, SearchJson.Default.IndexedProduct),
        };
    }

    public static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)value)];

    // Long texts without spaces are no words.
    private static IEnumerable<string> Vocabulary(string words)
        => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length <= Tokenizer.MaxWordLength)
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> HyphenatedWords(string text)
        => text.Split(' ').Where(word => word.Contains('-', StringComparison.Ordinal));
}
