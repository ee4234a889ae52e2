using System.Globalization;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Products;

/// <summary>The query of <c>GET /products</c>, read so that every refusal names its parameter.</summary>
internal sealed record ProductQueryString(
    string? Category, string? Brand, string? Sort, string? After, string? Limit, string? MinPrice, string? MaxPrice)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    private static readonly Dictionary<string, ProductSort> Sorts = new(StringComparer.Ordinal)
    {
        ["name"] = ProductSort.Name,
        ["price"] = ProductSort.Price,
        ["-price"] = ProductSort.PriceDescending,
        ["newest"] = ProductSort.Newest,
    };

    public ProductQuery Parse(bool withUnpublished, FieldErrors wrong)
    {
        var sort = ProductSort.Name;
        wrong.Check("sort", Sort is null || Sorts.TryGetValue(Sort, out sort), $"must be one of {string.Join(", ", Sorts.Keys)}");
        var after = After is null ? null : ProductCursor.Decode(After, sort);
        wrong.Check("after", After is null || after is not null, "must be the 'next' of a page in the same order");
        wrong.Check("category", Category is null || TextRules.IsPlain(Category), "must not have control characters");
        wrong.Check("brand", Brand is null || TextRules.IsPlain(Brand), "must not have control characters");
        return new ProductQuery(
            sort, ParseLimit(wrong), after, withUnpublished, null, Brand,
            ParsePrice("minPrice", MinPrice, wrong), ParsePrice("maxPrice", MaxPrice, wrong));
    }

    private int ParseLimit(FieldErrors wrong)
    {
        var limit = DefaultLimit;
        var valid = Limit is null || (int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit);
        wrong.Check("limit", valid, $"must be 1 to {MaxLimit}");
        return limit;
    }

    private static decimal? ParsePrice(string name, string? text, FieldErrors wrong)
    {
        if (text is null)
            return null;
        wrong.Check(name, decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price), "must be an amount");
        return price;
    }
}
