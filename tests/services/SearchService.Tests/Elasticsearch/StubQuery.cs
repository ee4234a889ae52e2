using System.Globalization;
using System.Text.Json.Nodes;

namespace Ecommerce.SearchService.Tests.Elasticsearch;

/// <summary>Scores a document by a query: null where it does not match.</summary>
internal static class StubQuery
{
    public static double? Score(JsonNode query, StubDocument document)
    {
        var (kind, body) = query.AsObject().Single();
        return kind switch
        {
            "match_all" => 1,
            "bool" => Bool(body!.AsObject(), document),
            "dis_max" => body!["queries"]!.AsArray().Max(q => Score(q!, document)),
            "multi_match" => MultiMatch(body!.AsObject(), document),
            "match_bool_prefix" => BoolPrefix(body!.AsObject(), document),
            "term" => Term(body!.AsObject(), document),
            "terms" => body!.AsObject().Single() is var (field, values)
                && values!.AsArray().Select(v => (string)v!).Intersect(document.Values(field), StringComparer.Ordinal).Any() ? 1 : null,
            "range" => Range(body!.AsObject(), document),
            "function_score" => FunctionScore(body!.AsObject(), document),
            _ => throw new StubException($"unknown query [{kind}]"),
        };
    }

    private static double? Bool(JsonObject body, StubDocument document)
    {
        Only(body, "must", "should", "filter", "minimum_should_match");
        var total = 0.0;
        foreach (var must in body["must"]?.AsArray() ?? [])
        {
            if (Score(must!, document) is not { } score)
                return null;
            total += score;
        }

        if ((body["filter"]?.AsArray() ?? []).Any(filter => Score(filter!, document) is null))
            return null;
        var should = (body["should"]?.AsArray() ?? []).Select(s => Score(s!, document)).OfType<double>().ToList();
        return should.Count < (body["minimum_should_match"]?.GetValue<int>() ?? 0) ? null : total + should.Sum();
    }

    private static double? MultiMatch(JsonObject body, StubDocument document)
    {
        Only(body, "query", "type", "fields", "boost", "zero_terms_query");
        double? best = null;
        var without = true;
        foreach (var field in body["fields"]!.AsArray().Select(f => ((string)f!).Split('^')))
        {
            List<string> wanted = [.. document.Index.Analyze(field[0], (string)body["query"]!)];
            var boost = field.Length > 1 ? double.Parse(field[1], CultureInfo.InvariantCulture) : 1;
            without &= wanted.Count == 0;
            var terms = document.Terms(field[0]);
            var matches = wanted.Count > 0 && ((string?)body["type"] == "phrase" ? Follow(terms, wanted) : wanted.Any(terms.Contains));
            if (matches && !(boost <= best))
                best = boost;
        }

        if (without && (string?)body["zero_terms_query"] == "all")
            return 0;
        return best * (body["boost"]?.GetValue<double>() ?? 1);
    }

    private static bool Follow(List<string> terms, List<string> phrase)
        => Enumerable.Range(0, Math.Max(0, terms.Count - phrase.Count + 1))
            .Any(at => terms.Skip(at).Take(phrase.Count).SequenceEqual(phrase));

    private static double? BoolPrefix(JsonObject body, StubDocument document)
    {
        var (field, options) = body.Single();
        Only(options!.AsObject(), "query", "boost");
        var beginning = document.Index.Analyze(field, (string)options["query"]!).Single();
        return document.Terms(field).Any(term => term.StartsWith(beginning, StringComparison.Ordinal))
            ? options["boost"]?.GetValue<double>() ?? 1
            : null;
    }

    private static double? Term(JsonObject body, StubDocument document)
    {
        var (field, options) = body.Single();
        if (document.Index.TypeOf(field) != "keyword")
            throw new StubException($"a term query on [{field}]");
        return document.Terms(field).Contains((string)options!["value"]!) ? options!["boost"]?.GetValue<double>() ?? 1 : null;
    }

    private static double? Range(JsonObject body, StubDocument document)
    {
        var (field, ends) = body.Single();
        Only(ends!.AsObject(), "gte", "lte");
        var value = document.Number(field);
        return value >= (ends["gte"]?.GetValue<double>() ?? double.MinValue)
            && value <= (ends["lte"]?.GetValue<double>() ?? double.MaxValue)
            ? 1
            : null;
    }

    private static double? FunctionScore(JsonObject body, StubDocument document)
    {
        Only(body, "query", "field_value_factor", "boost_mode");
        if ((string?)body["boost_mode"] != "multiply")
            throw new StubException("boost_mode");
        return Score(body["query"]!, document) * document.Number((string)body["field_value_factor"]!["field"]!);
    }

    public static void Only(JsonObject body, params string[] known)
    {
        if (body.Select(member => member.Key).Except(known).FirstOrDefault() is { } unknown)
            throw new StubException($"unknown parameter [{unknown}]");
    }
}
