using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.CatalogService.Domain.Categories;

/// <summary>Lower-case letters and digits of ASCII in words joined by hyphens.</summary>
internal static class Slug
{
    public const int MaxLength = 120;
    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static bool IsSlug(string text)
        => text is { Length: > 0 and <= MaxLength } && text[0] != '-' && text[^1] != '-' && !text.AsSpan().ContainsAnyExcept(Characters);

    /// <summary>A migration does the same in SQL. A hash distinguishes names with letters outside ASCII.</summary>
    public static string Of(string name)
    {
        var words = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
                words.Append(char.ToLowerInvariant(c));
            else if (words.Length > 0 && words[^1] != '-')
                words.Append('-');
        }

        if (!Ascii.IsValid(name) || words.Length == 0)
            words.Append('-').Append(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]);
        return words.ToString().Replace("--", "-", StringComparison.Ordinal).Trim('-');
    }
}
