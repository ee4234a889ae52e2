using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.Web;

namespace Ecommerce.UserService.Features.Guests;

internal sealed record GuestRequest(string? Email, string? Name)
{
    /// <summary>The guest is meaningful only where there are no errors.</summary>
    public (NewGuest Guest, FieldErrors Errors) Read(DateTimeOffset now)
    {
        var email = EmailAddress.Normalise(Email);
        return (NewGuest.Of(email ?? "", TextRules.ToName(Name), now), new FieldErrors().CheckEmail(email).CheckName(Name));
    }
}

/// <param name="Password">The one that the account is to have.</param>
internal sealed record GuestRegistrationRequest(string? Password)
{
    public FieldErrors Check() => new FieldErrors().CheckNewPassword("password", Password);
}
