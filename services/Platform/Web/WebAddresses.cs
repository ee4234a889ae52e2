using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Ecommerce.Web.Unicode;

namespace Ecommerce.Web;

/// <summary>Recognises what mail programs make a link of.</summary>
internal static partial class WebAddresses
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>What follows the host of an address.</summary>
    private static readonly SearchValues<char> AfterHost = SearchValues.Create("/:?#@");

    /// <summary>Top-level domains that are no words of names; those of countries are the codes of ISO 3166-1.</summary>
    private static readonly FrozenSet<string> TopLevelDomains = FrozenSet.Create(
        StringComparer.Ordinal,
        "app", "arpa", "bid", "biz", "blog", "cash", "click", "club", "com", "dev", "edu", "email", "eu", "example", "fun", "gift", "gov",
        "icu", "info", "int", "life", "link", "live", "loan", "mil", "mobi", "money", "net", "news", "online", "org", "page", "pro",
        "promo", "sale", "shop", "site", "space", "store", "su", "tech", "top", "uk", "vip", "website", "win", "work", "world", "xxx",
        "xyz", "zip", "рф", "рус", "бел", "укр", "中国", "中國", "网址", "公司");

    /// <summary>Domains under which others are registered: alone they are no host, but end a company's name, as in <c>Co.KG</c>.</summary>
    private static readonly FrozenSet<string> SecondLevels = FrozenSet.Create(StringComparer.Ordinal, "co", "com", "org", "ac", "st");

    public static bool IsIn(string text)
    {
        var plain = Plain(text);
        return Start().IsMatch(plain) || HasLinkedHost(plain);
    }

    /// <summary>As a mail program reads it: in small plain letters, without what nobody sees.</summary>
    private static string Plain(string text)
    {
        var visible = NormalizationForms.ToNfkc(text).EnumerateRunes().Where(rune => !InvisibleCharacters.Contains(rune));
        return string.Concat(visible).Replace('。', '.').ToLowerInvariant();
    }

    private static bool HasLinkedHost(string text)
    {
        foreach (var host in Host().EnumerateMatches(text))
        {
            if (IsLinked(text, host.Index, host.Index + host.Length))
                return true;
        }

        return false;
    }

    private static bool IsLinked(string text, int start, int end)
    {
        var labels = text[start..end].Split('.');
        var (last, domain) = (labels[^1], labels[^2]);
        if (last.Length < 2 || !last.All(char.IsLetter))
            return false;
        if (TopLevelDomains.Contains(last) || last.StartsWith("xn--", StringComparison.Ordinal) || IsFollowedByPath(text, end))
            return true;
        // Not an initial, a number or a company's form before a word of two letters, such as "J.De Vries".
        return PostalCodes.IsCountry(last.ToUpperInvariant())
            && domain.Length > 1 && domain.Any(char.IsLetter) && (labels.Length > 2 || !SecondLevels.Contains(domain));
    }

    private static bool IsFollowedByPath(string text, int end)
        => end + 1 < text.Length && AfterHost.Contains(text[end]) && !char.IsWhiteSpace(text[end + 1]);

    [GeneratedRegex(@"://|\b(www\.|https?:|ftp:|mailto:|javascript:|data:)", Options)]
    private static partial Regex Start();

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}-]+(\.[\p{L}\p{M}\p{Nd}-]+)+", Options)]
    private static partial Regex Host();
}
