using System.Diagnostics.CodeAnalysis;
using System.Text;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web.Unicode;

namespace Ecommerce.Web;

/// <summary>What texts of requests must keep to.</summary>
public static class TextRules
{
    /// <summary>The longest that any name or line of an address may be.</summary>
    internal const int MaxNameLength = 200;

    /// <summary>Something of it can be seen, it has at most <paramref name="maxLength"/> characters and is one line.</summary>
    public static FieldErrors CheckText(this FieldErrors errors, string field, string? value, int maxLength)
        => IsBlank(value)
            ? errors.Add(field, "is required")
            : errors.Check(
                field, value.Length <= maxLength && IsLine(value), $"must have at most {maxLength} characters and no control characters");

    /// <summary>
    /// A name or a line of an address: it is shown to others and greets in mails, so it carries no web address, and something of it can be
    /// seen. Names of all languages pass; joiners within them, too.
    /// </summary>
    /// <param name="value">As it was sent; stored is <see cref="ToName"/> of it.</param>
    public static FieldErrors CheckName(this FieldErrors errors, string field, string? value, int maxLength)
    {
        var name = ToName(value, maxLength);
        // First: a text of any length is not looked at further.
        if (name.Length > maxLength)
            return errors.Add(field, $"must have at most {maxLength} characters");
        if (IsBlank(name))
            return errors.Add(field, "is required");
        return errors
            .Check(field, IsLine(name), "must not have control characters")
            .Check(field, !HasWebAddress(name), "must not have a web address (after a full stop, a space helps)");
    }

    /// <summary>A name as it is stored: trimmed and in Unicode's composed form (NFC), so that names that look alike are alike.</summary>
    /// <param name="maxLength">What <see cref="CheckName"/> allows; a longer text may be left as it is.</param>
    public static string ToName(string? text, int maxLength = MaxNameLength) => NormalizationForms.ToNfc((text ?? "").Trim(), maxLength);

    /// <summary>Whether nothing of it can be seen.</summary>
    public static bool IsBlank([NotNullWhen(false)] string? text) => text is null || !text.EnumerateRunes().Any(IsVisible);

    /// <summary>Whether it is one line that runs as it is written: no control characters, nor what changes the direction.</summary>
    public static bool IsLine(string text) => !text.EnumerateRunes().Any(InvisibleCharacters.Disorders);

    /// <summary>Whether a mail program would make a link of a part of the text.</summary>
    public static bool HasWebAddress(string text) => WebAddresses.IsIn(text);

    /// <summary>Whether a text of several lines has no other control characters; a database cannot store U+0000.</summary>
    public static bool IsPlainText(string text) => !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    private static bool IsVisible(Rune rune) => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && !InvisibleCharacters.Contains(rune);
}
