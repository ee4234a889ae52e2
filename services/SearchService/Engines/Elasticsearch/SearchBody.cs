using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Queries;

namespace Ecommerce.SearchService.Engines.Elasticsearch;

/// <summary>Writes the body of a search.</summary>
internal static class SearchBody
{
    public const int MostHits = 10_000;
    private const int MostFacets = 2000;

    private static JsonArray TextFields => IndexDefinition.Strings(["name^1", "brand^0.5", "labels^0.25", "description^0.06"]);

    public static JsonObject Write(EngineQuery query)
    {
        var body = new JsonObject
        {
            ["size"] = query.Limit,
            ["track_total_hits"] = MostHits,
            ["_source"] = IndexDefinition.Strings(["document"]),
            ["query"] = Query(query),
            ["post_filter"] = Filter(query.Filters),
            ["sort"] = Sort(query),
            ["highlight"] = Highlight(query),
        };
        if (query.After is { } after)
            body["search_after"] = query.Sort == SearchSort.Newest ? [after.Id.ToString()] : new JsonArray(JsonNode.Parse(after.Key), after.Id.ToString());
        if (query.WithFacets)
            body["aggs"] = Counts(query.Filters);
        return body;
    }

    /// <summary>A product must fit as the clauses say; better placed words, a phrase and the very name count more, and so does what people are happy with.</summary>
    private static JsonObject Query(EngineQuery query)
    {
        if (query.Clauses.Count == 0)
            return new() { ["match_all"] = new JsonObject() };

        var clauses = new JsonArray([.. query.Clauses.Select(clause => Clause(clause, query.All))]);
        var bonus = new JsonArray(
            new JsonObject { ["multi_match"] = new JsonObject { ["query"] = query.Plain, ["type"] = "phrase", ["fields"] = TextFields, ["boost"] = 0.5 } },
            new JsonObject { ["term"] = new JsonObject { ["nameKey"] = new JsonObject { ["value"] = query.Plain, ["boost"] = 5 } } });
        var fits = new JsonObject { ["bool"] = query.All ? new JsonObject { ["must"] = clauses } : new JsonObject { ["should"] = clauses, ["minimum_should_match"] = 1 } };
        return new()
        {
            ["function_score"] = new JsonObject
            {
                ["query"] = new JsonObject { ["bool"] = new JsonObject { ["must"] = new JsonArray(fits), ["should"] = bonus } },
                ["field_value_factor"] = new JsonObject { ["field"] = "boost", ["missing"] = 1 },
                ["boost_mode"] = "multiply",
            },
        };
    }

    private static JsonObject Clause(Clause clause, bool all) => new()
    {
        ["dis_max"] = new JsonObject { ["queries"] = new JsonArray([.. clause.Wordings.SelectMany(wording => Wording(wording, all))]) },
    };

    private static IEnumerable<JsonObject> Wording(Wording wording, bool all)
    {
        if (wording is { IsPrefix: true, Words: [var beginning] })
        {
            foreach (var (field, boost) in new[] { ("name.plain", 1.0), ("words", 0.1) })
                yield return Begins(field, beginning, boost);
            yield break;
        }

        yield return new()
        {
            ["multi_match"] = new JsonObject
            {
                ["query"] = string.Join(' ', wording.Words),
                ["type"] = wording.Words.Count > 1 ? "phrase" : "best_fields",
                ["fields"] = TextFields,
                // Of "the night" only the night is looked for.
                ["zero_terms_query"] = all ? "all" : "none",
            },
        };
    }

    /// <summary>Unlike a prefix of terms, the text is folded as the field's words are.</summary>
    public static JsonObject Begins(string field, string beginning, double boost = 1)
        => new() { ["match_bool_prefix"] = new JsonObject { [field] = new JsonObject { ["query"] = beginning, ["boost"] = boost } } };

    private static JsonObject Filter(Filters filters)
    {
        var conditions = filters.Facets.Select(facet => new JsonObject { ["terms"] = new JsonObject { ["facets"] = IndexDefinition.Strings(facet.Terms) } }).ToList();
        if (filters is not { MinPrice: null, MaxPrice: null })
        {
            var range = new JsonObject();
            if (filters.MinPrice is { } from)
                range["gte"] = from;
            if (filters.MaxPrice is { } to)
                range["lte"] = to;
            conditions.Add(new() { ["range"] = new JsonObject { ["price"] = range } });
        }

        return new() { ["bool"] = new JsonObject { ["filter"] = new JsonArray([.. conditions]) } };
    }

    private static JsonArray Sort(EngineQuery query)
    {
        var (key, direction) = query.Sort switch
        {
            SearchSort.Relevance => (query.Clauses.Count > 0 ? "_score" : "boost", "desc"),
            SearchSort.Price => ("price", "asc"),
            SearchSort.PriceDescending => ("price", "desc"),
            SearchSort.Rating => ("rating", "desc"),
            SearchSort.BestSelling => ("sold", "desc"),
            _ => (null, "desc"),
        };
        JsonArray sort = key is null ? [] : [new JsonObject { [key] = direction }];
        sort.Add(new JsonObject { ["id"] = direction });
        return sort;
    }

    /// <summary>The counts with all filters, and one for each field that is filtered by, without its filter.</summary>
    private static JsonObject Counts(Filters filters)
    {
        var counts = new JsonObject { ["all"] = Count(filters, null) };
        foreach (var (field, number) in filters.Fields.Select((field, number) => (field, number)))
            counts[string.Create(CultureInfo.InvariantCulture, $"field{number}")] = Count(filters.Without(field), $"{Escaped(field)}=.*");
        return counts;
    }

    private static JsonObject Count(Filters filters, string? include)
    {
        var terms = new JsonObject { ["field"] = "facets", ["size"] = MostFacets };
        if (include is not null)
            terms["include"] = include;
        return new() { ["filter"] = Filter(filters), ["aggs"] = new JsonObject { ["facets"] = new JsonObject { ["terms"] = terms } } };
    }

    private static JsonObject Highlight(EngineQuery query) => new()
    {
        ["pre_tags"] = IndexDefinition.Strings([$"{Highlighting.Begin}"]),
        ["post_tags"] = IndexDefinition.Strings([$"{Highlighting.End}"]),
        ["require_field_match"] = false,
        ["fields"] = query.Clauses.Count == 0 ? new JsonObject() : new JsonObject
        {
            ["name"] = new JsonObject { ["number_of_fragments"] = 0 },
            ["description"] = new JsonObject { ["number_of_fragments"] = 1, ["fragment_size"] = 200, ["no_match_size"] = 200 },
        },
    };

    /// <summary>As Lucene's regular expressions take it literally.</summary>
    public static string Escaped(string text) => string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? $"{c}" : $"\\{c}"));
}
