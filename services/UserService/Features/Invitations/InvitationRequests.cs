using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.Web;

namespace Ecommerce.UserService.Features.Invitations;

/// <param name="Roles">What accepting it gives; at least one of them allows something.</param>
/// <param name="Locale">The language of the mail.</param>
internal sealed record InvitationRequest(string? Email, IReadOnlyList<string>? Roles, string? Locale = null)
{
    /// <summary>The address is meaningful only where there are no errors.</summary>
    public (string Email, FieldErrors Errors) Read()
    {
        var email = EmailAddress.Normalise(Email);
        var errors = new FieldErrors().CheckEmail(email).CheckRoles(Roles).CheckLocale(Locale?.Trim());
        if (errors.IsEmpty)
            errors.Check("roles", StaffRules.IsStaff(Roles!), "must have at least one that staff have");
        return (email ?? "", errors);
    }
}

/// <param name="Token">Of the mailed link.</param>
internal sealed record InvitationTokenRequest(string? Token)
{
    public FieldErrors Check() => new FieldErrors().CheckToken("token", Token);
}

/// <summary>What whoever holds a mailed link is told.</summary>
/// <param name="HasAccount">Whether the address has an account, whose password accepts the invitation.</param>
internal sealed record OfferedInvitation(string Email, IReadOnlyList<string> Roles, DateTimeOffset ExpiresAt, bool HasAccount);

/// <param name="Token">Of the mailed link.</param>
/// <param name="Name">Of a new account; an account that is there keeps its own.</param>
/// <param name="Password">Of the account; the one that a new account is to have.</param>
/// <param name="Code">Of the authenticator app, or a recovery code, where the account's two-factor sign-in is on.</param>
internal sealed record AcceptanceRequest(string? Token, string? Password, string? Name = null, string? Code = null)
{
    public FieldErrors Check() => new FieldErrors()
        .CheckToken("token", Token).CheckPassword("password", Password).CheckOptionalCode(Code);

    public FieldErrors CheckNewAccount() => new FieldErrors().CheckNewPassword("password", Password).CheckName(Name);

    public NewAccount ToAccount(Invitation invitation, string passwordHash, DateTimeOffset now) => NewAccount.Of(
        new Registration(invitation.Email, Password!, TextRules.ToName(Name)), passwordHash, RoleTable.Customer, now);
}
