using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.SearchService.Domain.Queries;

namespace Ecommerce.SearchService.Tests.Elasticsearch;

/// <summary>Answers the body of a search.</summary>
internal static class StubSearch
{
    public static JsonObject Answer(StubIndex index, JsonObject body)
    {
        StubQuery.Only(
            body, "size", "track_total_hits", "_source", "query", "post_filter", "sort", "highlight", "search_after", "aggs", "suggest");
        if (index.RefreshInterval == "-1")
            throw new StubException("nobody has refreshed the index");
        var matching = index.Documents.Select(d => (Document: d, Score: body["query"] is { } query ? StubQuery.Score(query, d) : 1))
            .Where(m => m.Score is not null).ToList();
        var hits = matching.Where(m => body["post_filter"] is not { } filter || StubQuery.Score(filter, m.Document) is not null)
            .Select(m => (m.Document, Keys: Keys(body["sort"]?.AsArray() ?? [], m.Document, m.Score!.Value))).ToList();
        var page = Sorted(hits, body).Take((int)body["size"]!);
        var answer = new JsonObject
        {
            ["hits"] = new JsonObject
            {
                ["total"] = new JsonObject { ["value"] = hits.Count, ["relation"] = "eq" },
                ["hits"] = new JsonArray([.. page.Select(hit => Hit(hit.Document, hit.Keys, body))]),
            },
        };
        if (body["aggs"] is JsonObject aggregations)
            answer["aggregations"] = Aggregate(aggregations, [.. matching.Select(m => m.Document)]);
        if (body["suggest"] is JsonObject suggest)
            answer["suggest"] = new JsonObject(
                suggest.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)new JsonArray(Suggest(index, s.Value!)))));
        return answer;
    }

    private static IEnumerable<(
        StubDocument Document, JsonArray Keys)> Sorted(List<(StubDocument Document, JsonArray Keys)> hits, JsonObject body)
    {
        var order = (body["sort"]?.AsArray() ?? []).Select(s => (string)s!.AsObject().Single().Value!).ToList();
        var sorted = hits.Order(Comparer<(StubDocument, JsonArray Keys)>.Create((a, b) => Compare(a.Keys, b.Keys, order)));
        return body["search_after"] is JsonArray after
            ? after.Count == order.Count ? sorted.Where(
                hit => Compare(hit.Keys, after, order) > 0) : throw new StubException("search_after has other keys than sort")
            : sorted;
    }

    private static JsonArray Keys(JsonArray sort, StubDocument document, double score)
        => new([.. sort.Select(s => s!.AsObject().Single().Key).Select(field => field switch
    {
        "_score" => (JsonNode)score,
        _ when document.Index.TypeOf(field) == "keyword" => document.Values(field).Single(),
        _ when document.Index.TypeOf(field) == "text" => throw new StubException($"sorting by the text [{field}]"),
        _ => document.Source[field]!.DeepClone(),
    })]);

    private static int Compare(JsonArray a, JsonArray b, List<string> order)
    {
        for (var i = 0; i < order.Count; i++)
        {
            var compared = a[i]!.GetValueKind() == System.Text.Json.JsonValueKind.String
                ? string.CompareOrdinal((string)a[i]!, (string)b[i]!)
                : Number(a[i]!).CompareTo(Number(b[i]!));
            if (compared != 0)
                return order[i] == "desc" ? -compared : compared;
        }

        return 0;
    }

    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static JsonObject Hit(StubDocument document, JsonArray keys, JsonObject body)
    {
        var hit = new JsonObject
        {
            ["_id"] = document.Id, ["sort"] = keys.DeepClone(),
            ["_source"] = new JsonObject { ["document"] = document.Source["document"]!.DeepClone() },
        };
        if (body["highlight"]?["fields"] is JsonObject { Count: > 0 } fields)
            hit["highlight"] = StubHighlight.Of(document, body["query"]!, body["highlight"]!, fields.Select(f => f.Key));
        return hit;
    }

    private static JsonObject Aggregate(JsonObject aggregations, IReadOnlyList<StubDocument> documents)
        => new(aggregations.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)Aggregate(a.Value!, documents))));

    private static JsonObject Aggregate(JsonNode aggregation, IReadOnlyList<StubDocument> documents)
    {
        if (aggregation["filters"]?["filters"] is JsonObject filters)
        {
            if (filters.Count == 0)
                throw new StubException("[filters] cannot be empty");
            return new()
            {
                ["buckets"] = new JsonObject(filters.Select(f => KeyValuePair.Create(
                    f.Key, (JsonNode?)new JsonObject { ["doc_count"] = documents.Count(d => StubQuery.Score(f.Value!, d) is not null) }))),
            };
        }

        if (aggregation["filter"] is { } filter)
        {
            StubDocument[] within = [.. documents.Where(d => StubQuery.Score(filter, d) is not null)];
            var inner = Aggregate(aggregation["aggs"]!.AsObject(), within);
            inner["doc_count"] = within.Length;
            return inner;
        }

        var terms = aggregation["terms"]!.AsObject();
        StubQuery.Only(terms, "field", "include", "size");
        var include = new Regex($"^(?:{(string?)terms["include"] ?? ".*"})$");
        return new()
        {
            ["buckets"] = new JsonArray(
                [.. documents.SelectMany(d => d.Keys((string)terms["field"]!).Distinct()).Where(value => include.IsMatch(value))
                .GroupBy(value => value, StringComparer.Ordinal).OrderByDescending(g => g.Count())
                    .ThenBy(g => g.Key, StringComparer.Ordinal).Take((int)terms["size"]!)
                .Select(g => (JsonNode)new JsonObject { ["key"] = g.Key, ["doc_count"] = g.Count() })]),
        };
    }

    /// <summary>The term suggester: words within so many edits of one that is missing.</summary>
    private static JsonObject Suggest(StubIndex index, JsonNode suggest)
    {
        var (text, term) = ((string)suggest["text"]!, suggest["term"]!.AsObject());
        StubQuery.Only(term, "field", "suggest_mode", "max_edits", "prefix_length", "min_word_length", "size");
        if ((int)term["max_edits"]! is not (1 or 2))
            throw new StubException("max_edits must be 1 or 2");
        var frequencies = index.Documents.SelectMany(d => d.Terms((string)term["field"]!).Distinct()).CountBy(word => word)
            .ToDictionary(StringComparer.Ordinal);
        var near = frequencies.ContainsKey(text) || text.Length < (int)term["min_word_length"]!
            ? Enumerable.Empty<KeyValuePair<string, int>>()
            : frequencies.Where(word => Edits(text, word.Key) <= (int)term["max_edits"]!).OrderBy(word => Edits(text, word.Key))
                .ThenByDescending(word => word.Value);
        return new()
        {
            ["text"] = text,
            ["options"] = new JsonArray(
                [.. near.Take((int)term["size"]!).Select(word => (JsonNode)new JsonObject { ["text"] = word.Key, ["freq"] = word.Value })]),
        };
    }

    /// <summary>With two neighbours in the other's place as one edit.</summary>
    private static int Edits(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
            return a.Length + b.Length;
        if (a[0] == b[0])
            return Edits(a[1..], b[1..]);
        if (Math.Abs(a.Length - b.Length) > 2)
            return 3;
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0
                    ? j : j == 0 ? i
                    : Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[a.Length, b.Length];
    }
}
