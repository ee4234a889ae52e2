using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Products;

/// <summary>What a shopper can buy: one row of a size and colour table.</summary>
internal sealed record Variant(string Sku, IReadOnlyDictionary<string, string> Options, Money Price);

/// <summary>The document: all that its owner writes about a product.</summary>
internal sealed record ProductDetails(
    string Name, string Description, string Brand, string Category,
    IReadOnlyList<string> Tags, bool Published, IReadOnlyList<Variant> Variants)
{
    public IEnumerable<string> Skus() => Variants.Select(v => v.Sku);
}

internal sealed record Product(Guid Id, long Version, ProductDetails Details, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public Product Next(ProductDetails details, DateTimeOffset now)
        => this with { Version = Version + 1, Details = details, UpdatedAt = now };
}

/// <summary>A product and the pieces of each SKU that can be bought now.</summary>
internal sealed record StockedProduct(Product Product, IReadOnlyDictionary<string, int> Available);

/// <summary>A checked request: the document, and for each SKU the counted stock, or null to leave it alone.</summary>
internal sealed record ProductDraft(ProductDetails Details, IReadOnlyDictionary<string, int?> Stock);
