using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Home;

/// <summary>What the first page shows; a part is empty while the service behind it does not answer.</summary>
/// <param name="Seen">What this shopper looked at last.</param>
public sealed record HomeParts(
    IReadOnlyList<CategoryTile> Categories, IReadOnlyList<ProductTile> BestSellers, IReadOnlyList<ProductTile> News,
    IReadOnlyList<ProductTile> OnSale, IReadOnlyList<ProductTile> Seen)
{
    /// <summary>Neither the search nor the catalogue has anything to show.</summary>
    public bool HaveNoProducts => BestSellers.Count + News.Count + OnSale.Count == 0;
}

/// <param name="Image">Of a product in it; null where none is known.</param>
public sealed record CategoryTile(string Name, string Address, int Products, string? Image);
