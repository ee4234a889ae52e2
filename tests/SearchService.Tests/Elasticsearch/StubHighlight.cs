using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ecommerce.SearchService.Tests.Elasticsearch;

/// <summary>Puts tags around the words that a query asks for.</summary>
internal static partial class StubHighlight
{
    public static JsonObject Of(StubDocument document, JsonNode query, JsonNode options, IEnumerable<string> fields)
    {
        var (begin, end) = ((string)options["pre_tags"]![0]!, (string)options["post_tags"]![0]!);
        var highlight = new JsonObject();
        foreach (var field in fields)
        {
            var wanted = Texts(query).SelectMany(text => document.Index.Analyze(field, text)).ToHashSet(StringComparer.Ordinal);
            var beginnings = Below(query, "match_bool_prefix").Select(prefix => prefix.AsObject().Single())
                .SelectMany(prefix => document.Index.Analyze(prefix.Key, (string)prefix.Value!["query"]!)).ToList();
            var text = document.Values(field).Single();
            var marked = Word().Replace(text, word =>
                wanted.Overlaps(document.Index.Analyze(field, word.Value)) || beginnings.Any(b => word.Value.StartsWith(b, StringComparison.OrdinalIgnoreCase))
                    ? $"{begin}{word.Value}{end}"
                    : word.Value);
            if (marked != text || options["fields"]![field]!["no_match_size"] is not null)
                highlight[field] = new JsonArray(marked);
        }

        return highlight;
    }

    private static IEnumerable<string> Texts(JsonNode query) => Below(query, "multi_match").Select(match => (string)match["query"]!);

    private static IEnumerable<JsonNode> Below(JsonNode? node, string kind) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key == kind ? [member.Value!] : Below(member.Value, kind)),
        JsonArray list => list.SelectMany(item => Below(item, kind)),
        _ => [],
    };

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
