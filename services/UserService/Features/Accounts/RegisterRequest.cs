using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.Web;

namespace Ecommerce.UserService.Features.Accounts;

internal sealed record RegisterRequest(string? Email, string? Password, string? Name)
{
    /// <summary>The registration is meaningful only where there are no errors.</summary>
    public (Registration Registration, FieldErrors Errors) Read()
    {
        var email = EmailAddress.Normalise(Email);
        var errors = new FieldErrors().CheckEmail(email).CheckNewPassword("password", Password).CheckName(Name);
        return (new(email ?? "", Password ?? "", TextRules.ToName(Name)), errors);
    }
}
