using System.Globalization;
using Ecommerce.SearchService.Indexing;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.SearchService.Queries;

/// <summary>The query of <c>GET /search</c>, read so that every refusal names its parameter.</summary>
internal sealed record SearchQueryString(
    string? Q, string? Category, string[]? Brand, string[]? Attribute, string? MinPrice, string? MaxPrice, string? MinRating, string? InStock,
    string? Sort, string? After, string? Limit)
{
    public const int LongestText = 200;
    private const int MostValues = 20;
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;
    private const decimal HighestPrice = 1_000_000_000_000;

    private static readonly Dictionary<string, SearchSort> Sorts = new(StringComparer.Ordinal)
    {
        ["relevance"] = SearchSort.Relevance,
        ["price"] = SearchSort.Price,
        ["-price"] = SearchSort.PriceDescending,
        ["newest"] = SearchSort.Newest,
        ["rating"] = SearchSort.Rating,
        ["best-selling"] = SearchSort.BestSelling,
    };

    public SearchRequest Parse(CategoryNames categories, FieldErrors wrong)
    {
        var sort = SearchSort.Relevance;
        wrong.Check("sort", Sort is null || Sorts.TryGetValue(Sort, out sort), $"must be one of {string.Join(", ", Sorts.Keys)}");
        var after = After is null ? null : SearchCursor.Decode(After, sort);
        wrong.Check("after", After is null || after is not null, "must be the 'next' of a page in the same order");
        return new(CheckText("q", Q, wrong), ParseFilters(categories, wrong), sort, after, ParseLimit(Limit, DefaultLimit, MaxLimit, wrong));
    }

    public static string CheckText(string name, string? text, FieldErrors wrong)
    {
        wrong.Check(name, text is null || text.Length <= LongestText, $"must have at most {LongestText} characters");
        wrong.Check(name, text is null || IsPlain(text), "must not have control characters");
        return text ?? "";
    }

    public static int ParseLimit(string? text, int usual, int most, FieldErrors wrong)
    {
        var limit = usual;
        var valid = text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit >= 1 && limit <= most);
        wrong.Check("limit", valid, $"must be 1 to {most}");
        return limit;
    }

    private Filters ParseFilters(CategoryNames categories, FieldErrors wrong)
    {
        var facets = new List<FacetFilter>();
        if (CheckText("category", Category, wrong) is { Length: > 0 } category)
            facets.Add(new(Facets.Category, categories.PathsOf(category)));
        if (CheckList("brand", Brand, wrong) is { Length: > 0 } brands)
            facets.Add(new(Facets.Brand, brands));
        facets.AddRange(ParseAttributes(wrong));
        wrong.Check("minRating", MinRating is null or "1" or "2" or "3" or "4", "must be 1 to 4");
        if (MinRating is not null)
            facets.Add(new(Facets.Rating, [MinRating]));
        wrong.Check("inStock", InStock is null or "true" or "false", "must be true or false");
        if (InStock == "true")
            facets.Add(new(Facets.Stock, [Facets.InStock]));

        var (from, to) = (ParsePrice("minPrice", MinPrice, wrong), ParsePrice("maxPrice", MaxPrice, wrong));
        wrong.Check("maxPrice", !(to < from), "must not be less than minPrice");
        return new(facets, from, to);
    }

    private IEnumerable<FacetFilter> ParseAttributes(FieldErrors wrong)
    {
        var pairs = CheckList("attribute", Attribute, wrong).Select(pair => pair.Split(':', 2)).ToList();
        wrong.Check("attribute", pairs.All(pair => pair is [{ Length: > 0 }, { Length: > 0 }]), "must be NAME:VALUE");
        return pairs.Where(pair => pair.Length == 2).GroupBy(pair => pair[0], pair => pair[1], StringComparer.Ordinal)
            .Select(attribute => new FacetFilter(Facets.Attribute(attribute.Key), [.. attribute.Distinct(StringComparer.Ordinal)]));
    }

    private static string[] CheckList(string name, string[]? values, FieldErrors wrong)
    {
        wrong.Check(name, values is null || values.Length <= MostValues, $"must be given at most {MostValues} times");
        foreach (var value in values?.Take(MostValues) ?? [])
            CheckText(name, value, wrong);
        return [.. (values ?? []).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static decimal? ParsePrice(string name, string? text, FieldErrors wrong)
    {
        if (text is null)
            return null;
        var valid = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price <= HighestPrice;
        wrong.Check(name, valid, "must be an amount");
        return price;
    }

    private static bool IsPlain(string text) => !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
}

/// <summary>A checked search.</summary>
internal sealed record SearchRequest(string Text, Filters Filters, SearchSort Sort, SearchCursor? After, int Limit);
