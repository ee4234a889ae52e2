using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Infrastructure.Elasticsearch;

/// <summary>Builds the body of <c>_search</c>.</summary>
internal static class SearchRequestBuilder
{
    private const int MaxHits = 10_000;
    private const int MaxFacets = 2000;

    private static JsonArray TextFields => IndexDefinition.Strings(
        IndexDefinition.SearchedFields.Select(searched => IndexDefinition.Weighted(searched.Name, searched.Weight)));

    public static JsonObject Build(EngineQuery query)
    {
        var body = new JsonObject
        {
            ["size"] = query.Limit,
            ["track_total_hits"] = MaxHits,
            ["_source"] = IndexDefinition.Strings(["document"]),
            ["query"] = Query(query),
            ["post_filter"] = Filter(query.Filters),
            ["sort"] = Sort(query),
            ["highlight"] = Highlight(query),
        };
        if (query.After is { } after)
            body["search_after"] = SearchAfter(query.Sort, after);
        if (query.WithFacets)
            body["aggs"] = Counts(query.Filters);
        return body;
    }

    // Ids are UUIDv7: sorted by id, the newest product is the last one.
    private static JsonArray SearchAfter(SearchSort sort, SearchCursor after)
        => sort == SearchSort.Newest ? [after.Id.ToString()] : [JsonNode.Parse(after.Key), after.Id.ToString()];

    /// <summary>
    /// The clauses decide what matches. The score also counts the whole phrase, exactly this name, and the boost of the product.
    /// </summary>
    private static JsonObject Query(EngineQuery query)
    {
        if (query.Clauses.Count == 0)
            return new() { ["match_all"] = new JsonObject() };

        var clauses = new JsonArray([.. query.Clauses.Select(clause => Clause(clause, query.All))]);
        var matches = query.All
            ? new JsonObject { ["must"] = clauses }
            : new JsonObject { ["should"] = clauses, ["minimum_should_match"] = 1 };
        var phrase = new JsonObject { ["query"] = query.Plain, ["type"] = "phrase", ["fields"] = TextFields, ["boost"] = 0.5 };
        var name = new JsonObject { ["nameKey"] = new JsonObject { ["value"] = query.Plain, ["boost"] = 5 } };
        var scored = new JsonObject
        {
            ["must"] = new JsonArray(new JsonObject { ["bool"] = matches }),
            ["should"] = new JsonArray(new JsonObject { ["multi_match"] = phrase }, new JsonObject { ["term"] = name }),
        };
        return new()
        {
            ["function_score"] = new JsonObject
            {
                ["query"] = new JsonObject { ["bool"] = scored },
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
        if (UnspacedFields.Has(wording.Words))
        {
            yield return UnspacedFields.Query(wording.Words);
            yield break;
        }

        if (wording is { IsPrefix: true, Words: [var prefix] })
        {
            yield return PrefixQuery("name.plain", prefix, boost: 1);
            yield return PrefixQuery("words", prefix, boost: 0.1);
            yield break;
        }

        yield return new()
        {
            ["multi_match"] = new JsonObject
            {
                ["query"] = string.Join(' ', wording.Words),
                ["type"] = wording.Words.Count > 1 ? "phrase" : "best_fields",
                ["fields"] = TextFields,
                // Stop words match everything where all clauses must match, and nothing otherwise.
                ["zero_terms_query"] = all ? "all" : "none",
            },
        };
    }

    /// <summary>Unlike a <c>prefix</c> query, this one is analyzed: it is folded as the words of the field are.</summary>
    public static JsonObject PrefixQuery(string field, string prefix, double boost = 1)
        => new() { ["match_bool_prefix"] = new JsonObject { [field] = new JsonObject { ["query"] = prefix, ["boost"] = boost } } };

    private static JsonObject Filter(Filters filters)
    {
        var conditions = filters.Facets
            .Select(facet => new JsonObject { ["terms"] = new JsonObject { ["facets"] = IndexDefinition.Strings(facet.Terms) } })
            .ToList();
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

    /// <summary>Facet counts with all filters, and for each filtered field without its own filter.</summary>
    private static JsonObject Counts(Filters filters)
    {
        var counts = new JsonObject { ["all"] = Count(filters, null) };
        foreach (var (number, field) in filters.Fields.Index())
            counts[string.Create(CultureInfo.InvariantCulture, $"field{number}")] = Count(filters.Without(field), $"{Escape(field)}=.*");
        return counts;
    }

    private static JsonObject Count(Filters filters, string? include)
    {
        var terms = new JsonObject { ["field"] = "facets", ["size"] = MaxFacets };
        if (include is not null)
            terms["include"] = include;
        return new() { ["filter"] = Filter(filters), ["aggs"] = new JsonObject { ["facets"] = new JsonObject { ["terms"] = terms } } };
    }

    private static JsonObject Highlight(EngineQuery query) => new()
    {
        ["pre_tags"] = IndexDefinition.Strings([$"{Highlighting.Begin}"]),
        ["post_tags"] = IndexDefinition.Strings([$"{Highlighting.End}"]),
        ["require_field_match"] = false,
        ["fields"] = query.Clauses.Count == 0 ? [] : HighlightedFields(query),
    };

    private static JsonObject HighlightedFields(EngineQuery query)
    {
        var wordings = query.Clauses.SelectMany(clause => clause.Wordings);
        var subfields = wordings.SelectMany(wording => UnspacedFields.SubfieldsOf(wording.Words)).Distinct(StringComparer.Ordinal);
        var fields = new JsonObject
        {
            ["name"] = new JsonObject { ["number_of_fragments"] = 0 },
            ["description"] = new JsonObject { ["number_of_fragments"] = 1, ["fragment_size"] = 200, ["no_match_size"] = 200 },
        };
        foreach (var subfield in subfields)
        {
            fields[$"name.{subfield}"] = new JsonObject { ["number_of_fragments"] = 0 };
            fields[$"description.{subfield}"] = new JsonObject { ["number_of_fragments"] = 1, ["fragment_size"] = 200 };
        }

        return fields;
    }

    /// <summary>Escapes a text for Lucene's regular expressions, in which only ASCII characters have a meaning.</summary>
    public static string Escape(string text)
        => string.Concat(text.Select(c => char.IsLetterOrDigit(c) || !char.IsAscii(c) ? $"{c}" : $"\\{c}"));
}
