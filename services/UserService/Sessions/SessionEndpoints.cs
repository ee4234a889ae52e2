using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Passwords;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Sessions;

internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        var sessions = app.MapGroup("/users").WithTags("Sessions").AllowAnonymous().AddEndpointFilter(NeverCachedAsync);
        sessions.MapPost("/login", LoginAsync);
        sessions.MapPost("/refresh", RefreshAsync);
        sessions.MapPost("/logout", LogoutAsync);
    }

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> LoginAsync(
        LoginRequest request, AccountStore accounts, PasswordHasher hasher, RefreshTokenStore refreshTokens, AccessTokenIssuer accessTokens,
        ILogger<TokenResponse> logger, CancellationToken cancellationToken)
    {
        if (SessionRules.Check(request).Refusal(out var refusal))
            return refusal;

        var credential = EmailAddress.Normalise(request.Email) is { } email
            ? await accounts.FindCredentialAsync(email, cancellationToken)
            : null;
        var check = await hasher.CheckAsync(request.Password!, credential?.PasswordHash, cancellationToken);
        if (check is null)
            return PasswordHasher.Busy();
        if (check is PasswordCheck.Wrong || credential is null)
            return Unauthorized("wrong-credentials", "The email address or the password is wrong.");
        if (check is PasswordCheck.RightButWeak && await hasher.HashAsync(request.Password!, cancellationToken) is { } stronger)
        {
            await accounts.ReplaceHashAsync(credential, stronger, cancellationToken);
            logger.HashUpgraded(credential.UserId);
        }

        var refreshToken = await refreshTokens.BeginAsync(credential.UserId, cancellationToken);
        return Tokens(accessTokens, credential.UserId, credential.Roles, refreshToken);
    }

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> RefreshAsync(
        RefreshRequest request, RefreshTokenStore refreshTokens, AccessTokenIssuer accessTokens,
        ILogger<TokenResponse> logger, CancellationToken cancellationToken)
    {
        if (SessionRules.Check(request).Refusal(out var refusal))
            return refusal;

        switch (await refreshTokens.RotateAsync(request.RefreshToken!, cancellationToken))
        {
            case { Verdict: RefreshVerdict.Valid, Token: { } token, Successor: { } successor }:
                return Tokens(accessTokens, token.UserId, token.Roles, successor);
            case { Verdict: RefreshVerdict.Reused, Token: { } token }:
                logger.Reused(token.UserId, token.FamilyId);
                return Unauthorized("refresh-token-reused", "This refresh token was used before. Sign in again.");
            default:
                return Unauthorized("invalid-refresh-token", "This refresh token is unknown, expired or ended. Sign in again.");
        }
    }

    /// <summary>Ending what is already ended, or never was, is no error: the caller is signed out.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> LogoutAsync(
        RefreshRequest request, RefreshTokenStore refreshTokens, CancellationToken cancellationToken)
    {
        if (SessionRules.Check(request).Refusal(out var refusal))
            return refusal;
        await refreshTokens.EndFamilyAsync(request.RefreshToken!, cancellationToken);
        return TypedResults.NoContent();
    }

    private static Ok<TokenResponse> Tokens(AccessTokenIssuer issuer, Guid userId, string[] roles, string refreshToken)
        => TypedResults.Ok(new TokenResponse(issuer.Issue(userId, roles), "Bearer", issuer.LifetimeSeconds, refreshToken));

    private static ProblemHttpResult Unauthorized(string name, string title)
        => Problems.Problem(StatusCodes.Status401Unauthorized, name, title);

    private static ValueTask<object?> NeverCachedAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}
