using Ecommerce.SearchService.Queries;
using Npgsql;

namespace Ecommerce.SearchService.Engines.Postgres;

/// <summary>Writes the statement of a query and collects its parameters.</summary>
internal sealed class SearchSql(EngineQuery query)
{
    /// <summary>So many products are looked at, ranked and counted at most: whoever finds more than that looks for something else.</summary>
    public const int MostHits = 10_000;

    private const int MostTotals = 2000;

    // Description, labels, brand, name.
    private const string Weights = "'{0.06, 0.25, 0.5, 1}'";

    // As ts_rank has it for one word there.
    private const string InDescription = "0.0365";

    private readonly List<NpgsqlParameter> parameters = [];

    public IReadOnlyList<NpgsqlParameter> Parameters => parameters;

    /// <summary>Neither words nor filters.</summary>
    public bool IsEverything => IsAll(query.Filters);

    private bool HasText => query.Clauses.Count > 0;

    /// <summary>Whether its order is made of what was found, not of a column.</summary>
    public bool IsRanked => HasText && query.Sort == SearchSort.Relevance;

    /// <summary>One row: ids and keys of the page, total, and pairs of facet and count: those of all filters, then those without one of the fields.</summary>
    public string Write()
    {
        var key = IsRanked ? Score() : Column(query.Sort);
        var sections = new List<string>
        {
            $"hits AS MATERIALIZED ({Hits(query.Filters, $", {key} AS key")})",
            $"page AS ({(IsEverything ? Page("live_matching", key, "true") : Page("hits", "key", "true"))})",
        };
        var counts = new List<string>();
        if (query.WithFacets)
        {
            counts.Add(Counts("hits", query.Filters));
            foreach (var (field, number) in query.Filters.Fields.Select((field, number) => (field, number)))
            {
                sections.Add($"hits{number} AS MATERIALIZED ({Hits(query.Filters.Without(field), "")})");
                counts.Add(Counts($"hits{number}", query.Filters.Without(field)));
            }
        }

        return $"""
            WITH {string.Join(",\n", sections)}
            SELECT {PageColumns()}, (SELECT count(*) FROM hits){(IsEverything ? " + coalesce((SELECT products FROM live_totals WHERE facet = 0), 0)" : "")}
                {string.Concat(counts.Select(count => $", {count}"))}
            """;
    }

    /// <summary>One row: ids and keys of a page in the order of a column, which has an index: of more products than are looked at otherwise.</summary>
    public string WritePage() => $"WITH page AS ({Page("live_matching", Column(query.Sort), Where(query.Filters))}) SELECT {PageColumns()}";

    private string PageColumns()
    {
        var (_, direction) = Order(query.Sort);
        return $"""
            (SELECT array_agg(id ORDER BY key {direction}, id {direction}) FROM page),
                (SELECT array_agg(key::text ORDER BY key {direction}, id {direction}) FROM page)
            """;
    }

    private string Hits(Filters filters, string key) => $"SELECT id, facets{key} FROM live_matching WHERE {Where(filters)} LIMIT {MostHits + 1}";

    private string Page(string from, string key, string where)
    {
        var (type, direction) = Order(query.Sort);
        var after = query.After is { } cursor
            ? $" AND ({key}, id) {(direction == "ASC" ? ">" : "<")} ({Add(cursor.Key)}::{type}, {Add(cursor.Id)})"
            : "";
        return $"SELECT id, {key} AS key FROM {from} WHERE {where}{after} ORDER BY {key} {direction}, id {direction} LIMIT {Add(query.Limit)}";
    }

    private bool IsAll(Filters filters) => !HasText && filters.IsNone;

    private string Where(Filters filters)
    {
        // A large catalogue is not counted anew: its totals are known.
        if (IsAll(filters))
            return "NOT EXISTS (SELECT FROM live_totals)";

        var conditions = new List<string>();
        if (HasText)
            conditions.Add($"text @@ to_tsquery('shop', {Add(TsQuery.All(query))})");
        foreach (var facet in filters.Facets)
            conditions.Add($"facets && {Add(facet.Terms.Select(FacetTerms.Id).ToArray())}");
        if (filters.MinPrice is { } from)
            conditions.Add($"price >= {Add(from)}");
        if (filters.MaxPrice is { } to)
            conditions.Add($"price <= {Add(to)}");
        return string.Join(" AND ", conditions);
    }

    private static string Column(SearchSort sort) => sort switch
    {
        SearchSort.Relevance => "boost",
        SearchSort.Price or SearchSort.PriceDescending => "price",
        SearchSort.Rating => "rating",
        SearchSort.BestSelling => "sold",
        _ => "0::numeric",
    };

    private static (string Type, string Direction) Order(SearchSort sort) => sort switch
    {
        SearchSort.Relevance => ("double precision", "DESC"),
        SearchSort.Price => ("numeric", "ASC"),
        SearchSort.BestSelling => ("bigint", "DESC"),
        _ => ("numeric", "DESC"),
    };

    /// <summary>Where the words stand, rare words before common ones; a phrase, and the very name, before its words; and what people are happy with.</summary>
    private string Score()
    {
        var total = query.Clauses.Sum(clause => clause.Weight);
        var words = query.Clauses.Select(clause => $"{Add(clause.Weight / total)} * {Rank($"to_tsquery('shop', {Add(TsQuery.Of(clause))})")}");
        var phrase = query.Clauses.Count > 1 ? $" + 0.2 * (title @@ phraseto_tsquery('shop', {Add(query.Plain)}))::integer" : "";
        return $"({string.Join(" + ", words)}{phrase} + (name_hash = hashtextextended({Add(query.Plain)}, 0))::integer) * (1 + boost)";
    }

    /// <summary>What fits all words and has one of them in no title has it in the description: that need not be read. What fits some words must be.</summary>
    private string Rank(string words)
        => query.All ? $"greatest(ts_rank({Weights}, title, {words}), {InDescription})" : $"ts_rank({Weights}, text, {words})";

    private string Counts(string hits, Filters filters) => $"""
        (SELECT array_agg(ARRAY[facet, n]) FROM (
            SELECT facet, count(*) AS n FROM (SELECT unnest(facets) AS facet FROM {hits}) AS one GROUP BY facet{(IsAll(filters) ? Totals() : "")}) AS counted)
        """;

    /// <summary>The most frequent ones, and those that are chosen.</summary>
    private string Totals() => $"""
         UNION ALL (SELECT facet, products FROM live_totals WHERE facet <> 0
            ORDER BY facet = ANY ({Add(query.Filters.Facets.SelectMany(facet => facet.Terms).Select(FacetTerms.Id).ToArray())}) DESC, products DESC
            LIMIT {MostTotals})
        """;

    private string Add<T>(T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value, ParameterName = $"p{parameters.Count}" });
        return $"@p{parameters.Count - 1}";
    }
}
