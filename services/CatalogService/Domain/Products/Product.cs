using System.Text.Json.Serialization;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Domain.Products;

/// <summary>A lower price for a time; an end that is null is open.</summary>
/// <param name="From">The first instant of the sale.</param>
/// <param name="To">The first instant after it.</param>
internal sealed record Sale(Money Price, DateTimeOffset? From, DateTimeOffset? To)
{
    public bool IsOn(DateTimeOffset now) => !(now < From) && !(now >= To);
}

/// <summary>What a shopper can buy: one combination of options.</summary>
/// <param name="Price">Outside a sale.</param>
internal sealed record Variant(
    string Sku, IReadOnlyDictionary<string, string> Options, Money Price,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Sale? Sale = null)
{
    public const decimal MaxPrice = 10_000_000m;

    public Money PriceAt(DateTimeOffset now) => Sale is { } sale && sale.IsOn(now) ? sale.Price : Price;
}

/// <summary>All that staff edit of a product.</summary>
/// <param name="Category">Its category's slug.</param>
/// <param name="SeoTitle">What search engines are told in place of the name; null: the name.</param>
/// <param name="SeoDescription">The same in place of the description.</param>
internal sealed record ProductDetails(
    string Name, string Description, string Brand, string Category, IReadOnlyList<string> Tags, bool Published,
    IReadOnlyList<Variant> Variants,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, IReadOnlyList<ProductImage> Images,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SeoTitle = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SeoDescription = null)
{
    public IEnumerable<string> Skus() => Variants.Select(v => v.Sku);

    public string SortName() => Name.ToLowerInvariant();

    public decimal LowestPriceAt(DateTimeOffset now) => Variants.Min(v => v.PriceAt(now).Amount);

    /// <summary>When a sale next begins or ends; null: never.</summary>
    public DateTimeOffset? NextPriceChange(DateTimeOffset now)
    {
        var changes = Variants.Select(v => v.Sale?.From).Concat(Variants.Select(v => v.Sale?.To));
        return changes.Where(at => at > now).Min();
    }
}

internal sealed record Product(Guid Id, long Version, ProductDetails Details, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static Product Create(ProductDetails details, DateTimeOffset now) => new(Guid.CreateVersion7(now), 1, details, now, now);

    public Product Next(ProductDetails details, DateTimeOffset now)
        => this with { Version = Version + 1, Details = details, UpdatedAt = now };
}
