using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Callers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Passwords;

/// <summary>What takes over or ends an account asks for the password again: a session may be in wrong hands.</summary>
internal sealed class OwnPassword(CredentialStore credentials, PasswordGate gate)
{
    /// <summary>Either the caller's credential or a refusal.</summary>
    public async Task<(Credential? Credential, ProblemHttpResult? Refusal)> ProveAsync(
        Caller caller, string password, CancellationToken cancellationToken)
    {
        if (await credentials.FindAsync(caller.UserId, cancellationToken) is not { } credential)
            return (null, Problems.NotFound("account"));
        var (check, refusal) = await gate.TryAsync(credential.Email, password, credential.PasswordHash, caller, cancellationToken);
        if (refusal is not null)
            return (null, refusal);
        return check is PasswordCheck.Wrong ? (null, PasswordEndpoints.Wrong()) : (credential, null);
    }
}
