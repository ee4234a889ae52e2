using System.Buffers;

namespace Ecommerce.CatalogService.Domain.Products;

/// <summary>A stock keeping unit. It stands in paths and on labels: letters, digits, dot, underscore and hyphen.</summary>
internal static class Sku
{
    private const int MaxLength = 64;
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Compares SKUs as people do: those that differ by case alone are spellings of one SKU, which one product may sell.</summary>
    public static StringComparer Spelling => StringComparer.OrdinalIgnoreCase;

    /// <summary>The same for all spellings of a SKU.</summary>
    public static string Fold(string sku) => sku.ToLowerInvariant();

    public static bool IsSku(string? text)
        => text is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterOrDigit(text[0]) && !text.AsSpan().ContainsAnyExcept(Characters);
}
