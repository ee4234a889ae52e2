using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Passwords;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Shared;

/// <summary>Sensitive changes require the password again: the session may be stolen.</summary>
internal sealed class PasswordConfirmation(CredentialStore credentials, PasswordVerifier verifier)
{
    /// <summary>Either the caller's credential or a problem.</summary>
    public async Task<(Credential? Credential, ProblemHttpResult? Problem)> ConfirmAsync(
        Caller caller, string password, CancellationToken cancellationToken)
    {
        if (await credentials.FindAsync(caller.UserId, cancellationToken) is not { } credential)
            return (null, Problems.NotFound("account"));
        if (credential.IsGuest)
            return (null, AccountProblems.Guest());
        var (check, problem) = await verifier.ConfirmAsync(credential, password, caller, cancellationToken);
        if (problem is not null)
            return (null, problem);
        return check is PasswordCheck.Wrong ? (null, AccountProblems.WrongPassword()) : (credential, null);
    }
}
