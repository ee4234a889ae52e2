using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.ReviewService.Features;

/// <summary>Texts of several lines that people write.</summary>
internal static class PlainText
{
    public static FieldErrors CheckPlainText(this FieldErrors errors, string field, string text, int maxLength)
        => errors.Check(field, IsValid(text, maxLength), $"must have at most {maxLength} characters and no control characters");

    public static bool IsValid(string text, int maxLength) => text.Length <= maxLength && TextRules.IsPlainText(text);
}
