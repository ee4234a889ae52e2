using System.Text;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web.Unicode;

namespace Ecommerce.Web;

/// <summary>What texts of requests must keep to.</summary>
public static class TextRules
{
    /// <summary>Present, not blank, at most <paramref name="maxLength"/> characters, none of them a control character.</summary>
    public static FieldErrors CheckText(this FieldErrors errors, string field, string? value, int maxLength)
        => string.IsNullOrWhiteSpace(value)
            ? errors.Add(field, "is required")
            : errors.Check(
                field, value.Length <= maxLength
                    && !value.Any(char.IsControl), $"must have at most {maxLength} characters and no control characters");

    /// <summary>
    /// A name or a line of an address: it is shown to others and greets in mails, so it carries no web address, and something of it can be
    /// seen. Names of all languages pass; joiners within them, too.
    /// </summary>
    /// <param name="value">As it was sent; stored is <see cref="ToName"/> of it.</param>
    public static FieldErrors CheckName(this FieldErrors errors, string field, string? value, int maxLength)
    {
        var name = ToName(value);
        if (!name.EnumerateRunes().Any(IsVisible))
            return errors.Add(field, "is required");
        return errors
            .Check(field, name.Length <= maxLength, $"must have at most {maxLength} characters")
            .Check(field, !name.EnumerateRunes().Any(InvisibleCharacters.Disorders), "must not have control characters")
            .Check(field, !HasWebAddress(name), "must not have a web address (after a full stop, a space helps)");
    }

    /// <summary>A name as it is stored: trimmed and in Unicode's composed form (NFC), so that names that look alike are alike.</summary>
    public static string ToName(string? text) => NormalizationForms.ToNfc((text ?? "").Trim());

    /// <summary>Whether a mail program would make a link of a part of the text.</summary>
    public static bool HasWebAddress(string text) => WebAddresses.IsIn(text);

    /// <summary>Whether a text of several lines has no other control characters; a database cannot store U+0000.</summary>
    public static bool IsPlainText(string text) => !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    private static bool IsVisible(Rune rune) => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && !InvisibleCharacters.Contains(rune);
}
