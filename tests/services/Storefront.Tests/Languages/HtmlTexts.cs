using System.Net;
using System.Text.RegularExpressions;

namespace Ecommerce.Storefront.Tests.Languages;

/// <summary>What a person reads or hears of a page.</summary>
internal static partial class HtmlTexts
{
    /// <summary>Texts between tags, and those of attributes that are read out or shown.</summary>
    public static IReadOnlyList<string> Of(string page)
    {
        var shown = Hidden().Replace(page, "");
        return
        [
            .. Between().Matches(shown).Concat(Attribute().Matches(shown))
                .Select(match => WhiteSpace().Replace(WebUtility.HtmlDecode(match.Groups[1].Value), " ").Trim())
                .Where(text => text.Any(char.IsLetter)),
        ];
    }

    /// <summary>Where links and forms lead to.</summary>
    public static IReadOnlyList<string> AddressesOf(string page)
        => [.. Address().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>|</?mark>", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex(">([^<>]+)<")]
    private static partial Regex Between();

    [GeneratedRegex(
        """(?:\b(?:aria-label|alt|placeholder|title)|(?:name="description"|"og:title"|"og:description") content)="([^"]+)["]""")]
    private static partial Regex Attribute();

    [GeneratedRegex("""<(?:a|form|button|input|div|section)\b[^>]*?\b(?:href|action|formaction|hx-get|hx-post)="([^"]+)["]""")]
    private static partial Regex Address();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
