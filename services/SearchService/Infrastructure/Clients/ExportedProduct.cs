using Ecommerce.Contracts;

namespace Ecommerce.SearchService.Infrastructure.Clients;

/// <summary>A line of the catalogue's export, with the members that search needs.</summary>
internal sealed record ExportedProduct(
    Guid Id, long Version, string Name, string Description, string Brand, string Category, string CategoryName, IReadOnlyList<string> Tags,
    bool Published, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, IReadOnlyList<ProductImage> Images,
    IReadOnlyList<ExportedVariant> Variants, DateTimeOffset UpdatedAt)
{
    /// <summary>The event that the catalogue published for this version.</summary>
    public ProductChanged ToEvent(DateTimeOffset now) => new(
        Id, Version, Name, Description, Brand, CategoryName,
        [.. Variants.Select(v => new ProductVariant(v.Sku, v.Options, v.PriceAt(now), v.Stock, v.StockVersion, v.Price))],
        Tags, Published, UpdatedAt, Category, Attributes, Images);
}

/// <param name="Price">Outside a sale.</param>
internal sealed record ExportedVariant(
    string Sku, IReadOnlyDictionary<string, string> Options, Money Price, int Stock, long StockVersion, ExportedSale? Sale = null)
{
    public Money PriceAt(DateTimeOffset now) => Sale is { } sale && sale.IsActiveAt(now) ? sale.Price : Price;
}

/// <param name="From">Inclusive; null: no lower bound.</param>
/// <param name="To">Exclusive; null: no upper bound.</param>
internal sealed record ExportedSale(Money Price, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    public bool IsActiveAt(DateTimeOffset now) => (From is null || now >= From) && (To is null || now < To);
}
