using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Queries;

namespace Ecommerce.SearchService.Engines.Elasticsearch;

/// <summary>Reads the answers of searches.</summary>
internal static class ElasticsearchAnswers
{
    private const int Described = 200;

    public static Hits Hits(JsonNode answer, EngineQuery query)
    {
        var total = answer["hits"]!["total"]!;
        return new(
            total["value"]!.GetValue<long>(), total["relation"]!.GetValue<string>() == "eq",
            [.. answer["hits"]!["hits"]!.AsArray().Select(hit => Hit(hit!, query))],
            Facets(answer["aggregations"]));
    }

    public static IEnumerable<IndexedProduct> Products(JsonNode answer)
        => answer["hits"]!["hits"]!.AsArray().Select(hit => Product(hit!));

    private static Hit Hit(JsonNode hit, EngineQuery query)
    {
        var product = Product(hit);
        var key = query.Sort == SearchSort.Newest ? "0" : hit["sort"]![0]!.ToJsonString();
        var description = product.Description[..Math.Min(product.Description.Length, Described)];
        return new(product, key, Marked(hit, "name") ?? product.Name, Marked(hit, "description") ?? description);
    }

    private static string? Marked(JsonNode hit, string field) => hit["highlight"]?[field]?[0]?.GetValue<string>();

    private static IndexedProduct Product(JsonNode hit) => hit["_source"]!["document"].Deserialize(SearchJson.Default.IndexedProduct)!;

    /// <summary>A field that is filtered by was counted once more, without its filter: that count is the one that is told.</summary>
    private static Dictionary<string, int> Facets(JsonNode? aggregations)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (_, aggregation) in aggregations?.AsObject() ?? [])
        {
            foreach (var bucket in aggregation!["facets"]!["buckets"]!.AsArray())
                counts[bucket!["key"]!.GetValue<string>()] = bucket["doc_count"]!.GetValue<int>();
        }

        return counts;
    }
}
