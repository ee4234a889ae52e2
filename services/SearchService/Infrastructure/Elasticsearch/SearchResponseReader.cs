using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Infrastructure.Elasticsearch;

/// <summary>Reads responses of <c>_search</c>.</summary>
internal static class SearchResponseReader
{
    private const int MaxDescriptionLength = 200;

    public static Hits ReadHits(JsonNode response, EngineQuery query)
    {
        var total = response["hits"]!["total"]!;
        return new(
            total["value"]!.GetValue<long>(), total["relation"]!.GetValue<string>() == "eq",
            [.. response["hits"]!["hits"]!.AsArray().Select(hit => ReadHit(hit!, query))],
            ReadFacets(response["aggregations"]));
    }

    public static IEnumerable<IndexedProduct> ReadProducts(JsonNode response)
        => response["hits"]!["hits"]!.AsArray().Select(hit => ReadProduct(hit!));

    private static Hit ReadHit(JsonNode hit, EngineQuery query)
    {
        var product = ReadProduct(hit);
        var key = query.Sort == SearchSort.Newest ? "0" : hit["sort"]![0]!.ToJsonString();
        var description = product.Description[..Math.Min(product.Description.Length, MaxDescriptionLength)];
        return new(product, key, HighlightOf(hit, "name") ?? product.Name, HighlightOf(hit, "description") ?? description);
    }

    /// <summary>The one in which most is marked, of those of the field and of its subfields.</summary>
    private static string? HighlightOf(JsonNode hit, string field)
    {
        var highlights = hit["highlight"]?.AsObject() ?? [];
        return highlights.Where(highlight => highlight.Key.Split('.')[0] == field)
            .Select(highlight => Highlighting.Joined(highlight.Value![0]!.GetValue<string>()))
            .MaxBy(Highlighting.MarkedLength);
    }

    private static IndexedProduct ReadProduct(JsonNode hit) => hit["_source"]!["document"].Deserialize(SearchJson.Default.IndexedProduct)!;

    /// <summary>A field that is filtered by has an aggregation of its own, without its filter, which replaces the general one.</summary>
    private static Dictionary<string, int> ReadFacets(JsonNode? aggregations)
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
