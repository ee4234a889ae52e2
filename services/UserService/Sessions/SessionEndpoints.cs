using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Sessions;

internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        var anonymous = app.MapGroup("/users").WithTags("Sessions").AllowAnonymous().NeverCached();
        anonymous.MapPost("/login", LoginEndpoint.LoginAsync);
        anonymous.MapPost("/refresh", RefreshAsync);
        anonymous.MapPost("/logout", LogoutAsync);

        var own = app.MapGroup("/users/me/sessions").WithTags("Sessions");
        own.MapGet("/", ListAsync);
        own.MapDelete("/", EndAllAsync);
        own.MapDelete("/{id:guid}", EndAsync);
    }

    public static RouteGroupBuilder NeverCached(this RouteGroupBuilder group) => group.AddEndpointFilter((context, next) =>
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    });

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> RefreshAsync(
        RefreshRequest request, Caller caller, RefreshTokenStore refreshTokens, AccessTokenIssuer accessTokens,
        ILogger<TokenResponse> logger, CancellationToken cancellationToken)
    {
        if (SessionRules.Check(request).Refusal(out var refusal))
            return refusal;

        switch (await refreshTokens.RotateAsync(request.RefreshToken!, caller, cancellationToken))
        {
            case { Session: { } session }:
                return TypedResults.Ok(accessTokens.Issue(session));
            case { Verdict: RefreshVerdict.Reused, Token: { } token }:
                logger.Reused(token.UserId, token.FamilyId);
                return Unauthorized("refresh-token-reused", "This refresh token was used before. Sign in again.");
            default:
                return Unauthorized("invalid-refresh-token", "This refresh token is unknown, expired or ended. Sign in again.");
        }
    }

    /// <summary>Ending what is already ended, or never was, is no error: the caller is signed out.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> LogoutAsync(
        RefreshRequest request, Caller caller, RefreshTokenStore refreshTokens, CancellationToken cancellationToken)
    {
        if (SessionRules.Check(request).Refusal(out var refusal))
            return refusal;
        await refreshTokens.EndFamilyAsync(request.RefreshToken!, caller, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<SessionPage>, ProblemHttpResult>> ListAsync(
        string? after, int? limit, Caller caller, SessionStore sessions, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.Refusal(out var refusal))
            return refusal;
        var (items, next) = page.Cut(await sessions.ListAsync(caller, page, cancellationToken), session => session.Id);
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
