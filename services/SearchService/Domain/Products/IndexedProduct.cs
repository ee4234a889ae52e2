using Ecommerce.Contracts;

namespace Ecommerce.SearchService.Domain.Products;

/// <summary>A product as an index holds it: what is searched, filtered, sorted by and shown.</summary>
/// <param name="Revision">Of the product projection; an index does not replace a newer revision with an older one.</param>
/// <param name="Version">Of the catalogue.</param>
/// <param name="Attributes">Attributes of the product and options of its variants.</param>
/// <param name="Price">Of the cheapest variant now.</param>
/// <param name="Available">Units in stock, all variants together.</param>
/// <param name="Boost">What its score is raised by for being in stock, well rated and often sold; 0 or more.</param>
/// <param name="RegularPrice">Of the cheapest variant outside a sale; null while it is in none.</param>
/// <param name="OnSale">Whether any variant costs less than outside a sale.</param>
internal sealed record IndexedProduct(
    Guid Id, long Revision, long Version, string Name, string Description, string Brand, string Category, string CategoryPath,
    IReadOnlyList<string> Tags, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, IReadOnlyList<string> Skus,
    Money Price, Money HighestPrice, int Available, decimal Rating, int Ratings, long Sold, string? Image, double Boost,
    Money? RegularPrice = null, bool OnSale = false)
{
    public static IndexedProduct Of(
        ProductChanged product, long revision, IReadOnlyDictionary<string, int> stock, decimal rating, int ratings, long sold)
    {
        var available = product.Variants.Sum(v => stock.GetValueOrDefault(v.Sku));
        var cheapest = product.Variants.MinBy(v => v.Price.Amount);
        return new(
            product.ProductId, revision, product.Version, product.Name, product.Description, product.Brand, product.Category,
            product.CategoryPath,
            product.Tags, AttributesOf(product), [.. product.Variants.Select(v => v.Sku)],
            cheapest?.Price ?? default, product.Variants.MaxBy(v => v.Price.Amount)?.Price ?? default,
            available, rating, ratings, sold, product.Images is [var first, ..] ? first.Url : null,
            BoostOf(available > 0, rating, ratings, sold), OldPriceOf(cheapest), product.Variants.Any(v => OldPriceOf(v) is not null));
    }

    private static Money? OldPriceOf(ProductVariant? variant)
        => variant?.RegularPrice is { } regular && regular.Amount > variant.Price.Amount ? regular : null;

    /// <summary>Decides between products that match equally well; it is too small to outweigh a better match.</summary>
    private static double BoostOf(bool inStock, decimal rating, int ratings, long sold)
    {
        var stock = inStock ? 0.10 : 0;
        // Few ratings count less: the full effect needs twenty.
        var rated = ratings == 0 ? 0 : 0.05 * (double)(rating - 3) / 2 * Math.Min(ratings, 20) / 20;
        var bestSelling = Math.Min(0.05, 0.01 * Math.Log2(1 + Math.Max(0, sold)));
        return Math.Max(0, stock + rated + bestSelling);
    }

    private static Dictionary<string, IReadOnlyList<string>> AttributesOf(ProductChanged product)
    {
        var attributes = product.Attributes ?? new Dictionary<string, IReadOnlyList<string>>();
        var own = attributes.SelectMany(attribute => attribute.Value, (attribute, value) => (Name: attribute.Key, Value: value));
        var options = product.Variants.SelectMany(variant => variant.Options, (_, option) => (Name: option.Key, option.Value));
        var byName = own.Concat(options).GroupBy(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        return byName.ToDictionary(
            values => values.Key, IReadOnlyList<string> (values) => [.. values.Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);
    }
}

/// <summary>A product to write to an index or to remove from it.</summary>
/// <param name="Product">Null when it is deleted or not published.</param>
internal sealed record IndexChange(Guid Id, long Revision, IndexedProduct? Product);
