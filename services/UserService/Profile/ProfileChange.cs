using System.Text.RegularExpressions;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Passwords;

namespace Ecommerce.UserService.Profile;

/// <param name="Password">The current one, needed for another address: who has the address has the account.</param>
internal sealed record ProfileRequest(string? Name, string? Locale, string? Email, string? Password);

/// <summary>What is to be another; null stays as it is.</summary>
internal sealed partial record ProfileChange(string? Name, string? Locale, string? Email)
{
    private const int MaxLocaleLength = 35;

    /// <summary>Which of them, for the trail.</summary>
    public string Fields => string.Join(
        ", ", new[] { (Name, "name"), (Locale, "locale"), (Email, "email") }.Where(part => part.Item1 is not null).Select(part => part.Item2));

    /// <summary>The change is meaningful only where there are no errors.</summary>
    public static (ProfileChange Change, FieldErrors Errors) Read(ProfileRequest request)
    {
        var change = new ProfileChange(request.Name?.Trim(), request.Locale?.Trim(), EmailAddress.Normalise(request.Email));
        var errors = new FieldErrors();
        if (change.Name is not null)
            errors.CheckName(change.Name);
        if (request.Email is not null)
            errors.CheckEmail(change.Email).CheckPassword("password", request.Password);
        errors.Check(
            "locale", change.Locale is null || (change.Locale.Length <= MaxLocaleLength && LanguageTag().IsMatch(change.Locale)),
            "must be a language tag (BCP 47), such as de-CH");
        return (change, errors);
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", RegexOptions.NonBacktracking)]
    private static partial Regex LanguageTag();
}
