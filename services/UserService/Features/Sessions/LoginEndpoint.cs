using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Keys;
using Ecommerce.UserService.Infrastructure.Passwords;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Sessions;

internal static class LoginEndpoint
{
    public static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> LoginAsync(
        LoginRequest request, Caller caller, CredentialStore credentials, KnownDevices devices, PasswordVerifier verifier,
        HashUpgrade upgrade, SessionStore sessions, AccessTokenIssuer accessTokens, FailedLoginRecorder failedLogins,
        CancellationToken cancellationToken)
    {
        if (SessionRules.Check(request).TryGetProblem(out var invalid))
            return invalid;

        var email = EmailAddress.Find(request.Email);
        var credential = email is null ? null : await credentials.FindAsync(email, cancellationToken);
        var device = devices.Recognise(request.DeviceToken, credential);
        var verification = await verifier.VerifyAsync(
            email ?? request.Email!, request.Password!, request.Code, credential, device, caller, cancellationToken);
        if (verification.Problem is not null)
            return verification.Problem;
        if (verification.Check is PasswordCheck.Wrong || credential is null)
        {
            await failedLogins.RecordAsync(credential?.UserId ?? AuditTrail.NoAccount, caller, cancellationToken);
            return WrongCredentials();
        }

        if (credential.DisabledAt is not null)
            return AccountProblems.Disabled();
        if (verification.SecondFactor is SecondFactor.Wrong)
            await failedLogins.RecordAsync(credential.UserId, caller, cancellationToken, "code");
        if (verification.SecondFactorProblem(StatusCodes.Status401Unauthorized) is { } second)
            return second;
        if (verification.Check is PasswordCheck.CorrectButOutdated)
            await upgrade.RunAsync(credential, request.Password!, cancellationToken);
        return await sessions.OpenAsync(SignIn.Of(credential, caller, byPassword: true), cancellationToken) is { } session
            ? TypedResults.Ok(TokenResponse.Of(session, accessTokens.Issue(session), devices.IssueToken(credential, device)))
            : WrongCredentials();
    }

    private static ProblemHttpResult WrongCredentials()
        => Problems.Problem(StatusCodes.Status401Unauthorized, "wrong-credentials", "The email address or the password is wrong.");
}
