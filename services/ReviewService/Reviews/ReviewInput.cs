using System.Text.RegularExpressions;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.ReviewService.Reviews;

/// <summary>What an author says.</summary>
internal sealed record ReviewDraft(int Stars, string Title, string Text, string? AuthorName);

/// <param name="ProductId">Counts when it is written; an edit leaves the product as it is.</param>
/// <param name="DisplayName">What readers see instead of a name; nothing unless told.</param>
internal sealed partial record ReviewInput(Guid? ProductId, int? Stars, string? Title, string? Text, string? DisplayName)
{
    private const int LongestTitle = 120;
    private const int LongestText = 5_000;
    private const int LongestName = 40;

    public FieldErrors Check(out ReviewDraft draft)
    {
        draft = new(Stars ?? 0, Title?.Trim() ?? "", Text?.Trim() ?? "", string.IsNullOrWhiteSpace(DisplayName) ? null : DisplayName.Trim());
        var name = draft.AuthorName ?? "";
        return new FieldErrors()
            .Check("stars", draft.Stars is >= 1 and <= 5, "must be 1 to 5")
            .Check("title", IsText(draft.Title, LongestTitle), $"must have at most {LongestTitle} characters and no control characters")
            .Check("text", draft.Text.Length > 0, "is required")
            .Check("text", IsText(draft.Text, LongestText), $"must have at most {LongestText} characters and no control characters")
            .Check("displayName", IsText(name, LongestName) && !name.Contains('\n', StringComparison.Ordinal), $"must be one line of at most {LongestName} characters")
            .Check("displayName", !PersonalData().IsMatch(name), "must not be an email address or a telephone number");
    }

    /// <summary>Line breaks and tabs are text; other control characters are not.</summary>
    public static bool IsText(string text, int longest)
        => text.Length <= longest && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    [GeneratedRegex(@"@|(\d[\s()/.-]*){6}")]
    private static partial Regex PersonalData();
}
