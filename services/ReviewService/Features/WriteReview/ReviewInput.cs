using System.Text.RegularExpressions;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.ReviewService.Features.WriteReview;

/// <param name="ProductId">Required for a new review; an edit ignores it.</param>
/// <param name="DisplayName">The name that readers see; none by default.</param>
internal sealed partial record ReviewInput(Guid? ProductId, int? Stars, string? Title, string? Text, string? DisplayName)
{
    private const int MaxTitleLength = 120;
    private const int MaxTextLength = 5_000;
    private const int MaxNameLength = 40;

    public FieldErrors Check(out ReviewDraft draft)
    {
        var authorName = string.IsNullOrWhiteSpace(DisplayName) ? null : TextRules.ToName(DisplayName);
        draft = new(Stars ?? 0, TextRules.IsBlank(Title) ? "" : Title.Trim(), Text?.Trim() ?? "", authorName);
        var name = authorName ?? "";
        var errors = new FieldErrors()
            .Check("stars", draft.Stars is >= 1 and <= 5, "must be 1 to 5")
            .Check("title", IsLine(draft.Title, MaxTitleLength), $"must be one line of at most {MaxTitleLength} characters")
            .Check("text", !TextRules.IsBlank(draft.Text), "is required")
            .CheckPlainText("text", draft.Text, MaxTextLength)
            .Check(
                "displayName", name.Length > MaxNameLength || !PersonalData().IsMatch(name),
                "must not be an email address or a telephone number");
        return authorName is null ? errors : errors.CheckName("displayName", authorName, MaxNameLength);
    }

    private static bool IsLine(string text, int maxLength) => text.Length <= maxLength && TextRules.IsLine(text);

    [GeneratedRegex(@"@|(\d[\s()/.-]*){6}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PersonalData();
}
