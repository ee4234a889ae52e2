using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.SearchService.Indexing;

namespace Ecommerce.SearchService.Engines.Elasticsearch;

/// <summary>What an index is made of, and a product as its document.</summary>
internal static class IndexDefinition
{
    /// <summary>Refreshed only once it is filled. The memory of what was deleted outlasts any writer that is slow.</summary>
    private const string Definition = """
        {
          "settings": {
            "number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": "-1", "gc_deletes": "1h",
            "analysis": {
              "char_filter": { "apostrophes": { "type": "mapping", "mappings": ["' =>", "\u2019 =>", "\u2018 =>"] } },
              "filter": {
                "shop_stop": { "type": "stop", "stopwords": "_english_" },
                "shop_stem": { "type": "stemmer", "language": "english" }
              },
              "analyzer": {
                "shop": { "type": "custom", "char_filter": ["apostrophes"], "tokenizer": "standard", "filter": ["lowercase", "asciifolding", "shop_stop", "shop_stem"] },
                "plain": { "type": "custom", "char_filter": ["apostrophes"], "tokenizer": "standard", "filter": ["lowercase", "asciifolding"] }
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

    public static JsonNode Create() => JsonNode.Parse(Definition)!;

    public static JsonObject Document(IndexedProduct product)
    {
        var labels = Words.Searchable(string.Join(' ', [
            product.Category, .. product.Tags, .. product.Attributes.SelectMany(a => a.Value), .. product.Skus, .. Compounds($"{product.Name} {product.Brand}")]));
        var words = $"{Words.Searchable($"{product.Name} {product.Brand} {product.Description}")} {labels}";
        return new()
        {
            ["id"] = product.Id.ToString(),
            ["name"] = product.Name,
            ["nameKey"] = Words.Plain(product.Name),
            ["brand"] = product.Brand,
            ["labels"] = labels,
            ["description"] = product.Description,
            ["words"] = words,
            ["vocabulary"] = Strings(words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)),
            ["facets"] = Strings(Facets.Of(product)),
            ["price"] = JsonNode.Parse(product.Price.Amount.ToString(CultureInfo.InvariantCulture)),
            ["rating"] = JsonNode.Parse((product.Ratings == 0 ? 0 : product.Rating).ToString(CultureInfo.InvariantCulture)),
            ["sold"] = product.Sold,
            ["boost"] = 1 + product.Boost,
            ["document"] = JsonSerializer.SerializeToNode(product, SearchJson.Default.IndexedProduct),
        };
    }

    public static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)value)];

    private static IEnumerable<string> Compounds(string text) => text.Split(' ').Where(word => word.Contains('-', StringComparison.Ordinal));
}
