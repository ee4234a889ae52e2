using Ecommerce.Contracts;

namespace Ecommerce.SearchService.Indexing;

/// <summary>A product as an index holds it: what is searched, filtered, sorted by and shown.</summary>
/// <param name="Revision">The ledger's; an index takes no older one over a newer one.</param>
/// <param name="Version">The catalogue's.</param>
/// <param name="Attributes">Those of the product and the options of its variants.</param>
/// <param name="Price">Of the cheapest variant now.</param>
/// <param name="Available">Pieces of all variants.</param>
/// <param name="Boost">How much its rank grows for being in stock, well rated and often sold; 0 upwards.</param>
internal sealed record IndexedProduct(
    Guid Id, long Revision, long Version, string Name, string Description, string Brand, string Category, string CategoryPath,
    IReadOnlyList<string> Tags, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, IReadOnlyList<string> Skus,
    Money Price, Money HighestPrice, int Available, decimal Rating, int Ratings, long Sold, string? Image, double Boost)
{
    public static IndexedProduct Of(
        ProductChanged product, long revision, IReadOnlyDictionary<string, int> stock, decimal rating, int ratings, long sold)
    {
        var available = product.Variants.Sum(v => stock.GetValueOrDefault(v.Sku));
        return new(
            product.ProductId, revision, product.Version, product.Name, product.Description, product.Brand, product.Category, product.CategoryPath,
            product.Tags, AttributesOf(product), [.. product.Variants.Select(v => v.Sku)],
            product.Variants.MinBy(v => v.Price.Amount)?.Price ?? default, product.Variants.MaxBy(v => v.Price.Amount)?.Price ?? default,
            available, rating, ratings, sold, product.Images is [var first, ..] ? first.Url : null, BoostOf(available > 0, rating, ratings, sold));
    }

    /// <summary>Of two that fit a query equally, the one that more people will be happy with comes first; it never outweighs a better fit.</summary>
    private static double BoostOf(bool inStock, decimal rating, int ratings, long sold)
    {
        var stock = inStock ? 0.10 : 0;
        // A single enthusiast says less than twenty do.
        var liked = ratings == 0 ? 0 : 0.05 * (double)(rating - 3) / 2 * Math.Min(ratings, 20) / 20;
        var wanted = Math.Min(0.05, 0.01 * Math.Log2(1 + Math.Max(0, sold)));
        return Math.Max(0, stock + liked + wanted);
    }

    private static Dictionary<string, IReadOnlyList<string>> AttributesOf(ProductChanged product)
    {
        var own = (product.Attributes ?? new Dictionary<string, IReadOnlyList<string>>()).SelectMany(a => a.Value, (a, value) => (a.Key, value));
        var options = product.Variants.SelectMany(v => v.Options, (_, option) => (option.Key, option.Value));
        return own.Concat(options)
            .GroupBy(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal)
            .ToDictionary(name => name.Key, IReadOnlyList<string> (name) => [.. name.Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);
    }
}

/// <summary>What an index is to do about a product: hold it as it is now, or hold none.</summary>
/// <param name="Product">Null: not to be found (any more), since it is deleted or not published.</param>
internal sealed record IndexChange(Guid Id, long Revision, IndexedProduct? Product);
