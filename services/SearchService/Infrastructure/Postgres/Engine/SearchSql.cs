using System.Globalization;
using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.SearchService.Domain.Text;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres.Engine;

/// <summary>Builds the statement of a query and collects its parameters.</summary>
internal sealed class SearchSql(EngineQuery query)
{
    /// <summary>No more products are ranked and counted.</summary>
    public const int MaxHits = 10_000;

    public const string IdsColumn = "ids";
    public const string KeysColumn = "keys";
    public const string TotalColumn = "total";

    private const int MaxTotals = 2000;

    // Of description, labels, brand and name.
    private const string Weights = "'{0.06, 0.25, 0.5, 1}'";

    // What ts_rank returns for one word in the description.
    private const string DescriptionRank = "0.0365";

    private readonly List<NpgsqlParameter> parameters = [];

    public IReadOnlyList<NpgsqlParameter> Parameters => parameters;

    /// <summary>Whether there are neither words nor filters.</summary>
    public bool MatchesAll => IsAll(query.Filters);

    /// <summary>Whether products are sorted by score rather than by a column.</summary>
    public bool IsRanked => HasText && query.Sort == SearchSort.Relevance;

    private bool HasText => query.Clauses.Count > 0;

    /// <summary>
    /// Facet counts: number 0 with all filters, the others without the filter of one field each, in the order of the filtered fields.
    /// </summary>
    public static string CountsColumn(int number) => string.Create(CultureInfo.InvariantCulture, $"counts{number}");

    /// <summary>Returns one row: ids and sort keys of the page, the total, and the facet counts.</summary>
    public string BuildSearch()
    {
        var key = IsRanked ? Score() : Column(query.Sort);
        var sections = new List<string> { HitsSection("hits", query.Filters, key), PageSection(key) };
        var columns = new List<string> { PageColumns(), $"{Total()} AS {TotalColumn}" };
        if (query.WithFacets)
        {
            columns.Add($"{Counts("hits", query.Filters)} AS {CountsColumn(0)}");
            foreach (var (i, field) in query.Filters.Fields.Index())
            {
                var (hits, filters) = ($"hits{i}", query.Filters.Without(field));
                sections.Add(HitsSection(hits, filters, key: null));
                columns.Add($"{Counts(hits, filters)} AS {CountsColumn(i + 1)}");
            }
        }

        return $"WITH {string.Join(",\n", sections)}\nSELECT {string.Join(",\n", columns)}";
    }

    /// <summary>
    /// Returns one row: ids and sort keys of a page in the order of a column. The index of that column finds them among all matches, not
    /// only among the first <see cref="MaxHits"/>.
    /// </summary>
    public string BuildPage()
        => $"WITH page AS ({PageQuery("live_matching", Column(query.Sort), Where(query.Filters))}) SELECT {PageColumns()}";

    private string PageColumns()
    {
        var (_, direction) = Order(query.Sort);
        return $"""
            (SELECT array_agg(id ORDER BY key {direction}, id {direction}) FROM page) AS {IdsColumn},
            (SELECT array_agg(key::text ORDER BY key {direction}, id {direction}) FROM page) AS {KeysColumn}
            """;
    }

    private string HitsSection(string name, Filters filters, string? key)
    {
        var keyColumn = key is null ? "" : $", {key} AS key";
        return $"{name} AS MATERIALIZED (SELECT id, facets{keyColumn} FROM live_matching WHERE {Where(filters)} LIMIT {MaxHits + 1})";
    }

    private string PageSection(string key)
        => $"page AS ({(MatchesAll ? PageQuery("live_matching", key, "true") : PageQuery("hits", "key", "true"))})";

    // Without words and filters, hits is empty where totals are stored.
    private string Total()
        => MatchesAll
            ? "(SELECT count(*) FROM hits) + coalesce((SELECT products FROM live_totals WHERE facet = 0), 0)"
            : "(SELECT count(*) FROM hits)";

    private string PageQuery(string from, string key, string where)
    {
        var (type, direction) = Order(query.Sort);
        var after = query.After is { } cursor
            ? $" AND ({key}, id) {(direction == "ASC" ? ">" : "<")} ({Add(cursor.Key)}::{type}, {Add(cursor.Id)})"
            : "";
        var order = $"{key} {direction}, id {direction}";
        return $"SELECT id, {key} AS key FROM {from} WHERE {where}{after} ORDER BY {order} LIMIT {Add(query.Limit)}";
    }

    private bool IsAll(Filters filters) => !HasText && filters.IsNone;

    private string Where(Filters filters)
    {
        // A large catalogue is not counted for every query: its totals are stored.
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

    /// <summary>
    /// Weighs words by where they occur and by how rare they are; adds something for the whole phrase, more for exactly this name, and
    /// applies the boost of the product.
    /// </summary>
    private string Score()
    {
        var total = query.Clauses.Sum(clause => clause.Weight);
        var terms = query.Clauses
            .Select(clause => $"{Add(clause.Weight / total)} * {Rank($"to_tsquery('shop', {Add(TsQuery.Of(clause))})")}")
            .ToList();
        if (query.Clauses.Count > 1)
            terms.Add($"0.2 * (title @@ {PlainPhrase()})::integer");
        terms.Add($"(name_hash = hashtextextended({Add(Bigrams.Index(query.Plain))}, 0))::integer");
        return $"({string.Join(" + ", terms)}) * (1 + boost)";
    }

    private string PlainPhrase()
    {
        var (terms, _) = Bigrams.Phrase(query.Plain.Split(' '));
        return $"phraseto_tsquery('shop', {Add(string.Join(' ', terms))})";
    }

    // A product that matches all words has those that are not in its title in its description: then ranking the titles, which are shorter,
    // is enough.
    private string Rank(string words)
        => query.All ? $"greatest(ts_rank({Weights}, title, {words}), {DescriptionRank})" : $"ts_rank({Weights}, text, {words})";

    private string Counts(string hits, Filters filters)
    {
        var totals = IsAll(filters) ? StoredTotals() : "";
        return $"""
            (SELECT array_agg(ARRAY[facet, n]) FROM (
                SELECT facet, count(*) AS n FROM (SELECT unnest(facets) AS facet FROM {hits}) AS one GROUP BY facet
                {totals}) AS counted)
            """;
    }

    /// <summary>The selected facets and the most frequent ones.</summary>
    private string StoredTotals()
    {
        var selected = query.Filters.Facets.SelectMany(facet => facet.Terms).Select(FacetTerms.Id).ToArray();
        return $"""
            UNION ALL (
                SELECT facet, products FROM live_totals WHERE facet <> 0
                ORDER BY facet = ANY ({Add(selected)}) DESC, products DESC LIMIT {MaxTotals})
            """;
    }

    private string Add<T>(T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value, ParameterName = $"p{parameters.Count}" });
        return $"@p{parameters.Count - 1}";
    }
}
