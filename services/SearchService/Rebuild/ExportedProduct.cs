using Ecommerce.Contracts;

namespace Ecommerce.SearchService.Rebuild;

/// <summary>A line of the catalogue's export, as far as it matters here.</summary>
internal sealed record ExportedProduct(
    Guid Id, long Version, string Name, string Description, string Brand, string Category, string CategoryName, IReadOnlyList<string> Tags, bool Published,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, IReadOnlyList<ProductImage> Images, IReadOnlyList<ExportedVariant> Variants,
    DateTimeOffset UpdatedAt)
{
    /// <summary>What the event of this version says; should a sale begin or end, the catalogue tells of another version.</summary>
    public ProductChanged Told(DateTimeOffset now) => new(
        Id, Version, Name, Description, Brand, CategoryName,
        [.. Variants.Select(v => new ProductVariant(v.Sku, v.Options, v.PriceAt(now), v.Stock, v.StockVersion, v.Price))],
        Tags, Published, UpdatedAt, Category, Attributes, Images);
}

/// <param name="Price">Outside a sale.</param>
internal sealed record ExportedVariant(
    string Sku, IReadOnlyDictionary<string, string> Options, Money Price, int Stock, long StockVersion, ExportedSale? Sale = null)
{
    public Money PriceAt(DateTimeOffset now) => Sale is { } sale && !(now < sale.From) && !(now >= sale.To) ? sale.Price : Price;
}

/// <param name="From">The first instant of the sale; null: open.</param>
/// <param name="To">The first instant after it; null: open.</param>
internal sealed record ExportedSale(Money Price, DateTimeOffset? From = null, DateTimeOffset? To = null);
