using System.Text.RegularExpressions;

namespace Ecommerce.UserService.Domain.Accounts;

/// <summary>A language that somebody wants mails in (BCP 47), such as <c>de-CH</c>.</summary>
internal static partial class LanguageTag
{
    private const int MaxLength = 35;

    public static bool IsValid(string text) => text.Length <= MaxLength && Form().IsMatch(text);

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
