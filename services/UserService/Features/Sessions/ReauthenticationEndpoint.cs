using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Keys;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Sessions;

/// <param name="Code">Of the authenticator app, or a recovery code, where two-factor sign-in is on.</param>
internal sealed record ReauthenticationRequest(string? Password, string? Code = null)
{
    public FieldErrors Check() => new FieldErrors().CheckPassword("password", Password).CheckOptionalCode(Code);
}

/// <summary>The session's refresh token stays as it is, and what it is exchanged for later has the time of this proof, too.</summary>
/// <param name="ExpiresIn">Seconds that the access token lives.</param>
internal sealed record ReauthenticationResponse(string AccessToken, string TokenType, int ExpiresIn);

internal static class ReauthenticationEndpoint
{
    public static async Task<Results<Ok<ReauthenticationResponse>, ProblemHttpResult>> ReauthenticateAsync(
        ReauthenticationRequest request, Caller caller, PasswordConfirmation confirmation, SessionStore sessions,
        AccessTokenIssuer accessTokens, CancellationToken cancellationToken)
    {
        if (request.Check().TryGetProblem(out var invalid))
            return invalid;
        var (credential, problem) = await confirmation.ConfirmAsync(caller, request.Password!, request.Code, cancellationToken);
        if (credential is null)
            return problem!;
        if (await sessions.ReauthenticateAsync(caller, credential, cancellationToken) is not { } session)
            return Problems.Problem(StatusCodes.Status401Unauthorized, "session-ended", "This session has ended.", "Sign in again.");
        var token = accessTokens.Issue(session);
        return TypedResults.Ok(new ReauthenticationResponse(token.Value, IssuedToken.Type, token.LifetimeSeconds));
    }
}
