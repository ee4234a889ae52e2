using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Infrastructure.Http;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>An authenticated person for whom a session is about to be opened.</summary>
/// <param name="CredentialVersion">As it was when they were authenticated.</param>
/// <param name="ByPassword">Whether they gave the password, and a code where there is one.</param>
internal sealed record SignIn(Guid UserId, int CredentialVersion, Caller Caller, bool ByPassword = false)
{
    public static SignIn Of(Credential credential, Caller caller, bool byPassword = false)
        => new(credential.UserId, credential.CredentialVersion, caller, byPassword);
}
