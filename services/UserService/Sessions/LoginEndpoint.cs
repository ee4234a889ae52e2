using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.Passwords;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Sessions;

internal static class LoginEndpoint
{
    public static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> LoginAsync(
        LoginRequest request, Caller caller, CredentialStore credentials, PasswordGate gate, HashUpgrade upgrade, SessionStore sessions,
        AccessTokenIssuer accessTokens, FailedSignIns failures, CancellationToken cancellationToken)
    {
        if (SessionRules.Check(request).Refusal(out var invalid))
            return invalid;

        var email = EmailAddress.Normalise(request.Email);
        var credential = email is null ? null : await credentials.FindAsync(email, cancellationToken);
        var (check, refusal) = await gate.TryAsync(email ?? request.Email!, request.Password!, credential?.PasswordHash, caller, cancellationToken);
        if (refusal is not null)
            return refusal;
        if (check is PasswordCheck.Wrong || credential is null)
        {
            await failures.RecordAsync(credential?.UserId ?? AuditTrail.Nobody, caller, cancellationToken);
            return Wrong();
        }

        if (credential.DisabledAt is not null)
            return Disabled();
        if (check is PasswordCheck.RightButWeak)
            await upgrade.RunAsync(credential, request.Password!, cancellationToken);
        return await sessions.OpenAsync(Arrival.Of(credential, caller), cancellationToken) is { } session
            ? TypedResults.Ok(accessTokens.Issue(session))
            : Wrong();
    }

    public static ProblemHttpResult Disabled()
        => Problems.Problem(StatusCodes.Status403Forbidden, "account-disabled", "This account is disabled.", "Ask the shop's customer service.");

    private static ProblemHttpResult Wrong()
        => Problems.Problem(StatusCodes.Status401Unauthorized, "wrong-credentials", "The email address or the password is wrong.");
}
