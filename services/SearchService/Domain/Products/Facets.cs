using System.Globalization;

namespace Ecommerce.SearchService.Domain.Products;

/// <summary>The facets of a product as terms such as <c>brand=Fellgate</c>, which are filtered by and counted in the same way.</summary>
internal static class Facets
{
    public const string Category = "category";
    public const string Brand = "brand";
    public const string Price = "price";
    public const string Rating = "rating";
    public const string Stock = "stock";
    public const string InStock = "in";
    public const string Sale = "sale";
    public const string OnSale = "on";
    public const string AttributePrefix = "attribute:";

    private static readonly decimal[] PriceSteps = [10, 25, 50, 100, 250, 500, 1000];

    public static string Term(string field, string value) => $"{field}={value}";

    /// <summary>Field and value of a term, separated by its first <c>=</c>: no field contains one, see <see cref="Attribute"/>.</summary>
    public static (string Field, string Value) Split(string term)
    {
        var separator = term.IndexOf('=', StringComparison.Ordinal);
        return (term[..separator], term[(separator + 1)..]);
    }

    public static IEnumerable<string> Of(IndexedProduct product)
    {
        foreach (var path in Ancestors(product.CategoryPath))
            yield return Term(Category, path);
        if (product.Brand.Length > 0)
            yield return Term(Brand, product.Brand);
        yield return Term(Price, PriceRange(product.Price.Amount));
        // One term for each "N stars and up" that it is part of.
        var maxStars = product.Ratings > 0 ? Math.Min(4, (int)product.Rating) : 0;
        for (var stars = 1; stars <= maxStars; stars++)
            yield return Term(Rating, stars.ToString(CultureInfo.InvariantCulture));
        if (product.Available > 0)
            yield return Term(Stock, InStock);
        if (product.OnSale)
            yield return Term(Sale, OnSale);
        foreach (var (name, values) in product.Attributes)
        {
            foreach (var value in values)
                yield return Term(Attribute(name), value);
        }
    }

    /// <summary>The field of an attribute. The first <c>=</c> of a term separates its field, so names must not contain one.</summary>
    public static string Attribute(string name) => AttributePrefix + name.Replace('=', '-');

    /// <summary>Such as <c>25-50</c>: the first amount is included, the second is not; the last range has no end.</summary>
    public static string PriceRange(decimal price)
    {
        var from = PriceSteps.LastOrDefault(step => step <= price);
        var to = PriceSteps.FirstOrDefault(step => step > price);
        return to > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{from}-{to}")
            : string.Create(CultureInfo.InvariantCulture, $"{from}-");
    }

    private static IEnumerable<string> Ancestors(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
            yield return path[..end];
        if (path.Length > 0)
            yield return path;
    }
}
