using System.Text.RegularExpressions;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Views;
using Ecommerce.Web;

namespace Ecommerce.UserService.Features.Views;

internal sealed partial record SavedViewRequest(string? Page, string? Name, string? Query)
{
    private const int MaxNameLength = 50;
    private const int MaxQueryLength = 1000;

    public FieldErrors Check() => new FieldErrors()
        .Check("page", Page is not null && PageName().IsMatch(Page), "must have 1 to 30 letters a to z and hyphens")
        .CheckText("name", Name, MaxNameLength)
        .Check(
            "query", Query is { Length: > 0 and <= MaxQueryLength } && Query[0] == '?' && TextRules.IsLine(Query),
            $"must begin with a question mark and have at most {MaxQueryLength} characters");

    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public SavedView ToView(Guid id) => new(id, Page!, Name!.Trim(), Query!);

    [GeneratedRegex(@"^[a-z-]{1,30}\z", RegexOptions.NonBacktracking)]
    private static partial Regex PageName();
}
