using System.Globalization;

namespace Ecommerce.SearchService.Indexing;

/// <summary>The facets of a product as terms such as <c>brand=Fellgate</c>: filtered by and counted, all in the same way.</summary>
internal static class Facets
{
    public const string Category = "category";
    public const string Brand = "brand";
    public const string Price = "price";
    public const string Rating = "rating";
    public const string Stock = "stock";
    public const string InStock = "in";
    public const string AttributePrefix = "attribute:";

    private static readonly decimal[] PriceSteps = [10, 25, 50, 100, 250, 500, 1000];

    public static string Term(string field, string value) => $"{field}={value}";

    /// <summary>Field and value of a term; neither a field of ours nor an attribute's name up to its first <c>=</c> is cut wrongly.</summary>
    public static (string Field, string Value) Split(string term)
    {
        var cut = term.IndexOf('=', StringComparison.Ordinal);
        return (term[..cut], term[(cut + 1)..]);
    }

    public static IEnumerable<string> Of(IndexedProduct product)
    {
        foreach (var path in Ancestors(product.CategoryPath))
            yield return Term(Category, path);
        if (product.Brand.Length > 0)
            yield return Term(Brand, product.Brand);
        yield return Term(Price, PriceRange(product.Price.Amount));
        // Four stars and up, three and up, ...
        for (var stars = 1; stars <= 4 && product.Ratings > 0 && product.Rating >= stars; stars++)
            yield return Term(Rating, stars.ToString(CultureInfo.InvariantCulture));
        if (product.Available > 0)
            yield return Term(Stock, InStock);
        foreach (var (name, values) in product.Attributes)
        {
            foreach (var value in values)
                yield return Term(Attribute(name), value);
        }
    }

    /// <summary>An equals sign separates a field from its value.</summary>
    public static string Attribute(string name) => AttributePrefix + name.Replace('=', '-');

    /// <summary><c>25-50</c>: from the first amount up to but without the second; the last range has no end.</summary>
    public static string PriceRange(decimal price)
    {
        var from = PriceSteps.LastOrDefault(step => step <= price);
        var to = PriceSteps.FirstOrDefault(step => step > price);
        return string.Create(CultureInfo.InvariantCulture, $"{from}-{(to > 0 ? $"{to}" : "")}");
    }

    private static IEnumerable<string> Ancestors(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
            yield return path[..end];
        if (path.Length > 0)
            yield return path;
    }
}
