using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Microsoft.AspNetCore.Components;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>A product as a list shows it.</summary>
/// <param name="Label">Its name as markup, in which words may be marked.</param>
/// <param name="Price">Of the cheapest variant.</param>
/// <param name="HasDearer">Whether other variants cost more.</param>
/// <param name="OldPrice">Of the same variant outside a sale; null where there is no sale.</param>
/// <param name="OnSale">Whether any variant is.</param>
/// <param name="Ratings">How many there are.</param>
/// <param name="Sku">Of the only variant, where there is one alone: it can be bought without a choice.</param>
public sealed record ProductTile(
    Guid Id, string Name, MarkupString Label, string Brand, ProductImage? Image, Price Price, bool HasDearer, Price? OldPrice, bool OnSale,
    bool InStock, decimal Rating = 0, int Ratings = 0, string? Sku = null)
{
    public string Address => Addresses.Product(Id, Name);

    public static ProductTile Of(Product product)
    {
        var cheapest = product.Cheapest;
        return new(
            product.Id, product.Name, new(WebEncoded(product.Name)), product.Brand, product.Image, cheapest.Price,
            product.Variants.Any(variant => variant.Price.Amount > cheapest.Price.Amount), cheapest.OldPrice,
            product.Variants.Any(variant => variant.OldPrice is not null), product.InStock,
            Sku: product.Variants is [var only] ? only.Sku : null);
    }

    public static ProductTile Of(FoundProduct product) => new(
        product.Id, product.Name, MarkedText.Of(product.Highlights.Name), product.Brand,
        product.Image is { } url ? new(url) : null, product.Price, product.HighestPrice.Amount > product.Price.Amount, product.OldPrice,
        product.OnSale, product.Available > 0, product.Rating, product.Ratings);

    private static string WebEncoded(string text) => System.Text.Encodings.Web.HtmlEncoder.Default.Encode(text);
}
