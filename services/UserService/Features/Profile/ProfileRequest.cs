using System.Text.RegularExpressions;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.Web;

namespace Ecommerce.UserService.Features.Profile;

/// <param name="Password">The current one, required to change the address: it can reset the password.</param>
internal sealed partial record ProfileRequest(string? Name, string? Locale, string? Email, string? Password)
{
    private const int MaxLocaleLength = 35;

    /// <summary>The change is meaningful only where there are no errors.</summary>
    public (ProfileChange Change, FieldErrors Errors) Read()
    {
        var change = new ProfileChange(Name is null ? null : TextRules.ToName(Name), Locale?.Trim(), EmailAddress.Normalise(Email));
        var errors = new FieldErrors();
        if (change.Name is not null)
            errors.CheckName(Name);
        if (Email is not null)
            errors.CheckEmail(change.Email).CheckPassword("password", Password);
        errors.Check("locale", change.Locale is null || IsLocale(change.Locale), "must be a language tag (BCP 47), such as de-CH");
        return (change, errors);
    }

    private static bool IsLocale(string text) => text.Length <= MaxLocaleLength && LanguageTag().IsMatch(text);

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", RegexOptions.NonBacktracking)]
    private static partial Regex LanguageTag();
}
