using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.Web;

namespace Ecommerce.UserService.Features.Profile;

/// <param name="Password">The current one, required to change the address: it can reset the password.</param>
/// <param name="Code">Of the authenticator app, or a recovery code, where two-factor sign-in is on and the sign-in is not recent.</param>
internal sealed record ProfileRequest(string? Name, string? Locale, string? Email, string? Password, string? Code = null)
{
    /// <summary>The change is meaningful only where there are no errors.</summary>
    public (ProfileChange Change, FieldErrors Errors) Read()
    {
        var change = new ProfileChange(Name is null ? null : TextRules.ToName(Name), Locale?.Trim(), EmailAddress.Normalise(Email));
        var errors = new FieldErrors();
        if (change.Name is not null)
            errors.CheckName(Name);
        if (Email is not null)
            errors.CheckEmail(change.Email).CheckPassword("password", Password).CheckOptionalCode(Code);
        return (change, errors.CheckLocale(change.Locale));
    }
}
