using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Infrastructure.Http;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>An authenticated person for whom a session is about to be opened.</summary>
/// <param name="CredentialVersion">As it was when they were authenticated.</param>
internal sealed record SignIn(Guid UserId, int CredentialVersion, Caller Caller)
{
    public static SignIn Of(Credential credential, Caller caller)
        => new(credential.UserId, credential.CredentialVersion, caller);
}
