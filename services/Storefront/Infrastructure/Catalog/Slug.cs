using System.Globalization;
using System.Text;

namespace Ecommerce.Storefront.Infrastructure.Catalog;

/// <summary>The readable end of an address. It is for people alone: the id before it names the thing.</summary>
public static class Slug
{
    private const int MaxLength = 60;

    /// <summary>Letters and digits of any script in lower case, joined by single hyphens; empty where there are none.</summary>
    public static string Of(string name)
    {
        var slug = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                slug.Append(Rune.ToLowerInvariant(rune));
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                slug.Append(rune);
            else if (rune.Value is not ('\'' or '\u2019') && slug is { Length: > 0 } && slug[^1] != '-')
                slug.Append('-');
            if (slug.Length >= MaxLength)
                break;
        }

        return slug.ToString().Trim('-');
    }
}
