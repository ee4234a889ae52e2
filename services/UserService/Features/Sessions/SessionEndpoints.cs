using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Sessions;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Keys;
using Ecommerce.UserService.Infrastructure.Postgres;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Sessions;

internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        var anonymous = app.MapGroup("/users").WithTags("Sessions").AllowAnonymous();
        anonymous.MapPost("/login", LoginEndpoint.LoginAsync).WithName("Login").WithSummary("Signs in with email and password");
        anonymous.MapPost("/refresh", RefreshAsync).WithName("RefreshTokens").WithSummary("Exchanges a refresh token for new tokens");
        anonymous.MapPost("/logout", LogoutAsync).WithName("Logout").WithSummary("Ends the session of a refresh token");

        var own = app.MapGroup("/users/me/sessions").WithTags("Sessions");
        own.MapGet("/", ListAsync).WithName("ListSessions").WithSummary("The caller's sessions, newest first");
        own.MapDelete("/", EndAllAsync).WithName("EndAllSessions").WithSummary("Ends all sessions of the caller");
        app.MapPost("/users/me/reauthentication", ReauthenticationEndpoint.ReauthenticateAsync).WithTags("Sessions")
            .WithName("Reauthenticate").WithSummary("Proves again who the caller is, for what requires a recent sign-in");
        own.MapDelete("/{id:guid}", EndAsync).WithName("EndSession").WithSummary("Ends a session of the caller");
    }

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> RefreshAsync(
        RefreshRequest request, Caller caller, RefreshTokenStore refreshTokens, AccessTokenIssuer accessTokens,
        ILogger<TokenResponse> logger, CancellationToken cancellationToken)
    {
        if (SessionRules.Check(request).TryGetProblem(out var refusal))
            return refusal;

        switch (await refreshTokens.RotateAsync(request.RefreshToken!, caller, cancellationToken))
        {
            case { Session: { } session }:
                return TypedResults.Ok(TokenResponse.Of(session, accessTokens.Issue(session)));
            case { Verdict: RefreshVerdict.Reused, Token: { } token }:
                logger.Reused(token.UserId, token.FamilyId);
                return Unauthorized("refresh-token-reused", "This refresh token was used before. Sign in again.");
            default:
                return Unauthorized("invalid-refresh-token", "This refresh token is unknown, expired or ended. Sign in again.");
        }
    }

    /// <summary>An unknown or revoked token is no error: the caller is signed out.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> LogoutAsync(
        RefreshRequest request, Caller caller, RefreshTokenStore refreshTokens, CancellationToken cancellationToken)
    {
        if (SessionRules.Check(request).TryGetProblem(out var refusal))
            return refusal;
        await refreshTokens.RevokeFamilyAsync(request.RefreshToken!, caller, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<SessionPage>, ProblemHttpResult>> ListAsync(
        string? after, int? limit, Caller caller, SessionStore sessions, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        var (items, next) = page.Cut(
            await sessions.ListAsync(caller.UserId, caller.SessionId, page, cancellationToken), session => session.Id);
        return TypedResults.Ok(new SessionPage(items, next));
    }

    private static async Task<NoContent> EndAllAsync(Caller caller, SessionStore sessions, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(caller, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        Guid id, Caller caller, SessionStore sessions, CancellationToken cancellationToken)
        => await sessions.EndAsync(caller, id, cancellationToken) ? TypedResults.NoContent() : Problems.NotFound("session");

    private static ProblemHttpResult Unauthorized(string name, string title)
        => Problems.Problem(StatusCodes.Status401Unauthorized, name, title);
}
