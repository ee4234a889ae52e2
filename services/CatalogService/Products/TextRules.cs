using System.Buffers;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Products;

internal static class TextRules
{
    private static readonly SearchValues<char> SkuCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static string Required(string? text, string path, int longest, FieldErrors wrong)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            wrong.Add(path, "is required");
        }

        return Optional(text, path, longest, wrong);
    }

    public static string Optional(string? text, string path, int longest, FieldErrors wrong)
    {
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length > longest)
        {
            wrong.Add(path, $"must have at most {longest} characters");
        }

        if (!IsPlain(trimmed))
        {
            wrong.Add(path, "must not have control characters");
        }

        return trimmed;
    }

    /// <summary>Line breaks and tabs are text; other control characters are not, and a database cannot store U+0000.</summary>
    public static bool IsPlain(string text) => !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    /// <summary>A SKU stands in paths and on labels: letters, digits, dot, underscore and hyphen.</summary>
    public static bool IsSku(string? sku)
        => sku is { Length: > 0 and <= 64 } && char.IsAsciiLetterOrDigit(sku[0]) && !sku.AsSpan().ContainsAnyExcept(SkuCharacters);
}
