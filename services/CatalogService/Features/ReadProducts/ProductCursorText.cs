using System.Globalization;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.Web;

namespace Ecommerce.CatalogService.Features.ReadProducts;

/// <summary>A cursor as clients get it.</summary>
internal static class ProductCursorText
{
    public static string Encode(ProductCursor cursor)
    {
        var (sort, id) = ($"{cursor.Sort}", $"{cursor.Id}");
        return cursor.Sort switch
        {
            ProductSort.Name => Cursor.Encode(sort, id, cursor.Name),
            ProductSort.Newest => Cursor.Encode(sort, id),
            _ => Cursor.Encode(sort, id, cursor.Price.ToString(CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>Null when <paramref name="text"/> is no cursor of this <paramref name="sort"/>.</summary>
    public static ProductCursor? Decode(string text, ProductSort sort)
    {
        if (Cursor.Decode(text) is not { Length: >= 2 } parts || parts[0] != $"{sort}" || !Guid.TryParseExact(parts[1], "D", out var id))
            return null;

        var key = parts.ElementAtOrDefault(2) ?? "";
        var price = 0m;
        var readable = sort switch
        {
            ProductSort.Name => TextRules.IsPlainText(key),
            ProductSort.Newest => true,
            _ => decimal.TryParse(key, NumberStyles.Number, CultureInfo.InvariantCulture, out price),
        };
        return readable ? new ProductCursor(sort, id, key, price) : null;
    }
}
