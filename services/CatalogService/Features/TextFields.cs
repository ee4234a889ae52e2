using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.CatalogService.Features;

/// <summary>
/// Reads texts of requests, trimmed: one line each, unless they are <see cref="Paragraphs"/>. A text of which nothing can be seen is empty.
/// </summary>
internal static class TextFields
{
    public static string Required(string? text, string path, int maxLength, FieldErrors errors)
    {
        errors.Check(path, !TextRules.IsBlank(text), "is required");
        return Optional(text, path, maxLength, errors);
    }

    public static string Optional(string? text, string path, int maxLength, FieldErrors errors)
    {
        var trimmed = Trimmed(text, path, maxLength, errors);
        errors.Check(path, TextRules.IsLine(trimmed), "must not have control characters");
        return trimmed;
    }

    public static string Paragraphs(string? text, string path, int maxLength, FieldErrors errors)
    {
        var trimmed = Trimmed(text, path, maxLength, errors);
        errors.Check(path, TextRules.IsPlainText(trimmed), "must not have control characters but tabs and line breaks");
        return trimmed;
    }

    private static string Trimmed(string? text, string path, int maxLength, FieldErrors errors)
    {
        var trimmed = TextRules.IsBlank(text) ? "" : text.Trim();
        errors.Check(path, trimmed.Length <= maxLength, $"must have at most {maxLength} characters");
        return trimmed;
    }
}
