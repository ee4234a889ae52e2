using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.CatalogService.Features.ReadProducts;

/// <summary>The query of <c>GET /products</c>, read with an error for each parameter.</summary>
internal sealed record ProductQueryString(
    string? Category, string? Brand, string? Sort, string? After, string? Limit, string? MinPrice, string? MaxPrice,
    string? Name)
{
    // Fewer are in nearly every name, and no index of parts finds them.
    private const int MinNameLength = 3;
    private const int MaxNameLength = 100;

    private static readonly Dictionary<string, ProductSort> Sorts = new(StringComparer.Ordinal)
    {
        ["name"] = ProductSort.Name,
        ["price"] = ProductSort.Price,
        ["-price"] = ProductSort.PriceDescending,
        ["newest"] = ProductSort.Newest,
    };

    public ProductQuery Parse(bool includeUnpublished, FieldErrors errors)
    {
        var sort = ProductSort.Name;
        errors.Check("sort", Sort is null || Sorts.TryGetValue(Sort, out sort), $"must be one of {string.Join(", ", Sorts.Keys)}");
        var after = After is null ? null : ProductCursorText.Decode(After, sort);
        errors.Check("after", After is null || after is not null, "must be the 'next' of a page in the same order");
        errors.Check("category", Category is null || TextRules.IsPlainText(Category), "must not have control characters");
        errors.Check("brand", Brand is null || TextRules.IsPlainText(Brand), "must not have control characters");
        errors.Check(
            "name", Name is null || (Name.Trim().Length is >= MinNameLength and <= MaxNameLength && TextRules.IsPlainText(Name)),
            $"must be {MinNameLength} to {MaxNameLength} characters of a name");
        // A part of a name may be in all of them: shoppers search.
        errors.Check("name", Name is null || includeUnpublished, $"needs the permission {Permissions.ProductsRead}");
        errors.CheckLimit(Limit, out var limit);
        return new ProductQuery(
            sort, limit, after, includeUnpublished, null, Brand,
            ParsePrice("minPrice", MinPrice, errors), ParsePrice("maxPrice", MaxPrice, errors),
            Name?.Trim().ToLowerInvariant());
    }

    private static decimal? ParsePrice(string name, string? text, FieldErrors errors)
    {
        if (text is null)
            return null;

        var valid = PlainNumber.TryParse(text, out var price) && price >= 0;
        errors.Check(name, valid, "must be an amount, such as 19.99");
        return price;
    }
}
