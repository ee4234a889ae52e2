using System.Text.Json.Serialization;
using Ecommerce.CatalogService.Categories;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Products;

/// <summary>Another price for a time; an end that is left out is open.</summary>
/// <param name="From">The first instant of the sale.</param>
/// <param name="To">The first instant after it.</param>
internal sealed record Sale(Money Price, DateTimeOffset? From, DateTimeOffset? To)
{
    public bool IsOn(DateTimeOffset now) => !(now < From) && !(now >= To);
}

/// <summary>What a shopper can buy: one row of a size and colour table.</summary>
/// <param name="Price">Outside a sale.</param>
internal sealed record Variant(
    string Sku, IReadOnlyDictionary<string, string> Options, Money Price,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Sale? Sale = null)
{
    public Money PriceAt(DateTimeOffset now) => Sale is { } sale && sale.IsOn(now) ? sale.Price : Price;
}

/// <summary>The document: all that its owner writes about a product.</summary>
/// <param name="Category">Its category's slug.</param>
internal sealed record ProductDetails(
    string Name, string Description, string Brand, string Category, IReadOnlyList<string> Tags, bool Published, IReadOnlyList<Variant> Variants,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, IReadOnlyList<ProductImage> Images)
{
    public IEnumerable<string> Skus() => Variants.Select(v => v.Sku);

    public decimal LowestPriceAt(DateTimeOffset now) => Variants.Min(v => v.PriceAt(now).Amount);

    /// <summary>When a sale next begins or ends; null: never.</summary>
    public DateTimeOffset? NextPriceChange(DateTimeOffset now)
        => Variants.SelectMany(IEnumerable<DateTimeOffset?> (v) => [v.Sale?.From, v.Sale?.To]).Where(at => at > now).Min();
}

internal sealed record Product(Guid Id, long Version, ProductDetails Details, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public Product Next(ProductDetails details, DateTimeOffset now)
        => this with { Version = Version + 1, Details = details, UpdatedAt = now };
}

/// <summary>A product and the pieces of each SKU that can be bought now.</summary>
/// <param name="LowestPrice">What it is sorted by: the lowest price when it was last written.</param>
/// <param name="StockVersions">Of what is available, for an export; null elsewhere.</param>
internal sealed record StockedProduct(
    Product Product, IReadOnlyDictionary<string, int> Available, decimal LowestPrice, IReadOnlyDictionary<string, long>? StockVersions = null);

/// <summary>A checked request: the document, the category that it names, and for each SKU the counted stock, or null to leave it alone.</summary>
internal sealed record ProductDraft(ProductDetails Details, CategoryReference Category, IReadOnlyDictionary<string, int?> Stock)
{
    /// <summary>The document, in the category that the reference turned out to mean.</summary>
    public ProductDetails In(CategoryTree categories) => Details with { Category = categories.Resolve(Category)?.Slug ?? Category.Slug };
}
