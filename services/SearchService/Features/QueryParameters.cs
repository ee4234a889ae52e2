using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.SearchService.Features;

/// <summary>Query parameters that several endpoints have.</summary>
internal static class QueryParameters
{
    private const int MaxTextLength = 200;

    public static string CheckText(string name, string? text, FieldErrors errors)
    {
        errors.Check(name, text is null || text.Length <= MaxTextLength, $"must have at most {MaxTextLength} characters");
        errors.Check(name, text is null || TextRules.IsPlainText(text), "must not have control characters");
        return text ?? "";
    }
}
