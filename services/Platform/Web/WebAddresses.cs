using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Ecommerce.Web.Unicode;

namespace Ecommerce.Web;

/// <summary>Recognises what mail programs make a link of.</summary>
internal static partial class WebAddresses
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>What follows the host of an address.</summary>
    private static readonly SearchValues<char> AfterHost = SearchValues.Create("/:?#@");

    public static bool IsIn(string text)
    {
        var plain = Plain(text);
        return Start().IsMatch(plain) || HasLinkedHost(plain);
    }

    /// <summary>As a mail program reads it: in plain letters, without what nobody sees.</summary>
    private static string Plain(string text)
    {
        var visible = NormalizationForms.ToNfkc(text, TextRules.MaxNameLength).EnumerateRunes()
            .Where(rune => !InvisibleCharacters.Contains(rune));
        return string.Concat(visible).Replace('。', '.');
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

    /// <summary>A name that looks like a host is none, unless it stands within an address.</summary>
    private static bool IsLinked(string text, int start, int end)
    {
        var labels = text[start..end].Split('.');
        var isWithinAddress = IsFollowedByPath(text, end) || (start > 0 && text[start - 1] == '@');
        return TopLevelDomains.Contains(labels[^1].ToLowerInvariant())
            ? isWithinAddress || !AbbreviatedName.IsMadeOf(labels)
            : isWithinAddress && IsIPv4(labels);
    }

    private static bool IsFollowedByPath(string text, int end)
        => end + 1 < text.Length && AfterHost.Contains(text[end]) && !char.IsWhiteSpace(text[end + 1]);

    private static bool IsIPv4(string[] labels)
        => labels.Length == 4 && labels.All(label => byte.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    [GeneratedRegex(@"://|\b(www\.|https?:|ftp:|mailto:|javascript:|data:)", Options | RegexOptions.IgnoreCase)]
    private static partial Regex Start();

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}-]+(\.[\p{L}\p{M}\p{Nd}-]+)+", Options)]
    private static partial Regex Host();
}
