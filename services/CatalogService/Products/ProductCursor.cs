using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Ecommerce.CatalogService.Products;

/// <summary>Where a page ended: the sort key of its last product, and its id. Opaque to the client.</summary>
internal sealed record ProductCursor(ProductSort Sort, Guid Id, string Name, decimal Price)
{
    public static ProductCursor Of(ProductSort sort, StockedProduct product)
        => new(sort, product.Product.Id, SortName(product.Product.Details), product.LowestPrice);

    public static string SortName(ProductDetails details) => details.Name.ToLowerInvariant();

    public string Encode()
    {
        string[] parts = Sort switch
        {
            ProductSort.Name => [$"{Sort}", $"{Id}", Name],
            ProductSort.Newest => [$"{Sort}", $"{Id}"],
            _ => [$"{Sort}", $"{Id}", Price.ToString(CultureInfo.InvariantCulture)],
        };
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts, CatalogJson.Default.StringArray));
    }

    /// <summary>Null when <paramref name="text"/> is no cursor of this <paramref name="sort"/>.</summary>
    public static ProductCursor? Decode(string text, ProductSort sort)
    {
        if (Parts(text) is not { Length: >= 2 } parts || parts[0] != $"{sort}" || !Guid.TryParseExact(parts[1], "D", out var id))
        {
            return null;
        }

        var key = parts.ElementAtOrDefault(2) ?? "";
        var price = 0m;
        var readable = sort switch
        {
            ProductSort.Name => TextRules.IsPlain(key),
            ProductSort.Newest => true,
            _ => decimal.TryParse(key, NumberStyles.Number, CultureInfo.InvariantCulture, out price),
        };
        return readable ? new ProductCursor(sort, id, key, price) : null;
    }

    private static string?[]? Parts(string text)
    {
        try
        {
            return Base64Url.IsValid(text) ? JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), CatalogJson.Default.StringArray) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
