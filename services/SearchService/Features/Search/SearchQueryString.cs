using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.SearchService.Features.Search;

/// <summary>The query string of <c>GET /search</c> as text, so that an error names its parameter.</summary>
internal sealed record SearchQueryString(
    string? Q, string? Category, string[]? Brand, string[]? Attribute, string? MinPrice, string? MaxPrice, string? MinRating,
    string? InStock, string? OnSale,
    string? Sort, string? After, string? Limit)
{
    private const int MaxValues = 20;
    private const decimal MaxAmount = 1_000_000_000_000;

    private static readonly Dictionary<string, SearchSort> Sorts = new(StringComparer.Ordinal)
    {
        ["relevance"] = SearchSort.Relevance,
        ["price"] = SearchSort.Price,
        ["-price"] = SearchSort.PriceDescending,
        ["newest"] = SearchSort.Newest,
        ["rating"] = SearchSort.Rating,
        ["best-selling"] = SearchSort.BestSelling,
    };

    public SearchRequest Parse(CategoryNames categories, FieldErrors errors)
    {
        var sort = SearchSort.Relevance;
        errors.Check("sort", Sort is null || Sorts.TryGetValue(Sort, out sort), $"must be one of {string.Join(", ", Sorts.Keys)}");
        var after = After is null ? null : SearchCursorText.Decode(After, sort);
        errors.Check("after", After is null || after is not null, "must be the 'next' of a page in the same order");
        var text = QueryParameters.CheckText("q", Q, errors);
        var filters = ParseFilters(categories, errors);
        errors.CheckLimit(Limit, out var limit);
        return new(text, filters, sort, after, limit);
    }

    private Filters ParseFilters(CategoryNames categories, FieldErrors errors)
    {
        var facets = new List<FacetFilter>();
        if (QueryParameters.CheckText("category", Category, errors) is { Length: > 0 } category)
            facets.Add(new(Facets.Category, categories.PathsOf(category)));
        if (CheckList("brand", Brand, errors) is { Length: > 0 } brands)
            facets.Add(new(Facets.Brand, brands));
        facets.AddRange(ParseAttributes(errors));
        errors.Check("minRating", MinRating is null or "1" or "2" or "3" or "4", "must be 1 to 4");
        if (MinRating is not null)
            facets.Add(new(Facets.Rating, [MinRating]));
        if (IsSet("inStock", InStock, errors))
            facets.Add(new(Facets.Stock, [Facets.InStock]));
        if (IsSet("onSale", OnSale, errors))
            facets.Add(new(Facets.Sale, [Facets.OnSale]));

        var from = ParsePrice("minPrice", MinPrice, errors);
        var to = ParsePrice("maxPrice", MaxPrice, errors);
        errors.Check("maxPrice", !(to < from), "must not be less than minPrice");
        return new(facets, from, to);
    }

    private static bool IsSet(string name, string? text, FieldErrors errors)
    {
        errors.Check(name, text is null or "true" or "false", "must be true or false");
        return text == "true";
    }

    private IEnumerable<FacetFilter> ParseAttributes(FieldErrors errors)
    {
        var pairs = CheckList("attribute", Attribute, errors).Select(pair => pair.Split(':', 2)).ToList();
        errors.Check("attribute", pairs.All(pair => pair is [{ Length: > 0 }, { Length: > 0 }]), "must be NAME:VALUE");
        return pairs.Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0], pair => pair[1], StringComparer.Ordinal)
            .Select(values => new FacetFilter(Facets.Attribute(values.Key), [.. values.Distinct(StringComparer.Ordinal)]));
    }

    private static string[] CheckList(string name, string[]? values, FieldErrors errors)
    {
        if (values is null)
            return [];
        errors.Check(name, values.Length <= MaxValues, $"must be given at most {MaxValues} times");
        foreach (var value in values.Take(MaxValues))
            QueryParameters.CheckText(name, value, errors);
        return [.. values.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static decimal? ParsePrice(string name, string? text, FieldErrors errors)
    {
        if (text is null)
            return null;
        var parsed = PlainNumber.TryParse(text, out var price);
        errors.Check(name, parsed && price is >= 0 and <= MaxAmount, "must be an amount, such as 19.99");
        return price;
    }
}

/// <summary>A validated search.</summary>
internal sealed record SearchRequest(string Text, Filters Filters, SearchSort Sort, SearchCursor? After, int Limit);
