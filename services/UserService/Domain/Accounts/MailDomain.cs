using System.Buffers;
using System.Globalization;
using System.Text;
using Ecommerce.Web.Unicode;

namespace Ecommerce.UserService.Domain.Accounts;

/// <summary>
/// The domain of an address in ASCII: what a mail server is found by, and the same for every spelling of it. Unicode is written in its
/// xn-- form (IDNA), which also shows a look-alike for what it is.
/// </summary>
internal static class MailDomain
{
    private const string EncodedPrefix = "xn--";
    private const int MaxLabelLength = 63;
    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly IdnMapping Encoding = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// Whether a mail server can have it (RFC 5321): labels of letters, digits and hyphens between them. Earlier versions took others, such
    /// as those with an underscore.
    /// </summary>
    /// <param name="domain">As <see cref="ToAscii"/> has it.</param>
    public static bool CanReceive(string domain) => domain.Split('.').All(IsLabel);

    /// <summary>Null where it is none.</summary>
    public static string? ToAscii(string domain)
    {
        var name = Ascii.IsValid(domain) && !domain.Contains(EncodedPrefix, StringComparison.Ordinal) ? domain : Encode(domain);
        return name is not null && IsHost(name) ? name : null;
    }

    private static bool IsLabel(string label)
        => label.Length is > 0 and <= MaxLabelLength
            && !label.AsSpan().ContainsAnyExcept(LabelCharacters)
            && !label.StartsWith('-') && !label.EndsWith('-');

    private static string? Encode(string domain)
    {
        try
        {
            // Decoded again: a label that came encoded may spell what is written otherwise in its one form.
            var unicode = Fold(Encoding.GetUnicode(Encoding.GetAscii(Fold(domain))));
            var ascii = Encoding.GetAscii(unicode);
            return unicode.EnumerateRunes().All(IsAllowed) && Encoding.GetUnicode(ascii) == unicode ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // IDNA maps letters to small and plain ones, and the ideographic full stop to the usual one.
    private static string Fold(string domain)
        => ToNfkc(ToNfkc(domain).ToLowerInvariant()).Replace('。', '.');

    private static string ToNfkc(string text) => NormalizationForms.ToNfkc(text, EmailAddress.MaxLength);

    private static bool IsAllowed(Rune rune) => rune.Value is '-' or '.' || Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsHost(string domain)
        => domain.Contains('.', StringComparison.Ordinal)
            && !domain.EndsWith('.')
            && Uri.CheckHostName(domain) == UriHostNameType.Dns;
}
