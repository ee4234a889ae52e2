using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;

namespace Ecommerce.Storefront.Features.Products;

/// <summary>A product in the words of schema.org, for search engines.</summary>
internal static class ProductDescription
{
    private const string Context = "https://schema.org";

    /// <returns>JSON in which markup is escaped, so that it cannot leave its element.</returns>
    public static string Of(Product product, Rating? rating, HttpRequest? request)
    {
        var origin = request?.Origin() ?? "";
        var address = origin + Language.Current.AddressOf(Addresses.Product(product.Id, product.Name));
        var described = new JsonObject
        {
            ["@context"] = Context,
            ["@type"] = "Product",
            ["name"] = product.Name,
            ["description"] = product.Description,
            ["brand"] = new JsonObject { ["@type"] = "Brand", ["name"] = product.Brand },
            ["category"] = product.Category,
            ["url"] = address,
            ["image"] = new JsonArray([.. (product.Images ?? []).Select(image => (JsonNode)Absolute(image.Url, origin))]),
            ["offers"] = new JsonArray([.. product.Variants.Select(variant => Offer(variant, address))]),
        };
        if (rating is { Count: > 0 })
            described["aggregateRating"] = new JsonObject
            {
                ["@type"] = "AggregateRating",
                ["ratingValue"] = rating.Average,
                ["reviewCount"] = rating.Count,
            };
        return described.ToJsonString();
    }

    private static string Absolute(string url, string origin) => url.StartsWith('/') ? origin + url : url;

    private static JsonObject Offer(Variant variant, string address) => new()
    {
        ["@type"] = "Offer",
        ["sku"] = variant.Sku,
        ["price"] = variant.Price.Amount.ToString(CultureInfo.InvariantCulture),
        ["priceCurrency"] = variant.Price.Currency,
        ["availability"] = $"{Context}/{(variant.IsAvailable ? "InStock" : "OutOfStock")}",
        ["url"] = address + QueryString.Create("variant", variant.Sku),
    };
}
