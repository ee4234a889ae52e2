using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.ServiceDefaults.Authentication;

/// <summary>
/// Has the keys ready before a token is checked. While the authority has never been reached no token can be told good or bad:
/// such a caller is anonymous where that is enough, and gets 503, not 401, where it is not: the token may well be good.
/// </summary>
internal sealed class TokenEvents(SigningKeys keys) : JwtBearerEvents
{
    private const string Scheme = "Bearer ";
    private const int RetryAfterSeconds = 2;

    public override async Task MessageReceived(MessageReceivedContext context)
    {
        if (KeyId(context.Request.Headers.Authorization) is not { } kid)
            return;

        try
        {
            await keys.EnsureAsync(kid, context.HttpContext.RequestAborted);
        }
        // Unreachable, too slow, or not an authority at all: whichever, there are no keys.
        catch (InvalidOperationException)
        {
            context.HttpContext.Features.Set(new AuthorityUnreachable());
            context.NoResult();
        }
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        if (context.HttpContext.Features.Get<AuthorityUnreachable>() is not null)
        {
            context.HandleResponse();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers[HeaderNames.RetryAfter] = $"{RetryAfterSeconds}";
        }

        return Task.CompletedTask;
    }

    private static string? KeyId(string? authorization)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
            return null;

        try
        {
            return new JsonWebToken(authorization[Scheme.Length..].Trim()).Kid;
        }
        catch (ArgumentException)
        {
            // Not a token at all; validation says so to the caller.
            return null;
        }
    }

    private sealed class AuthorityUnreachable;
}
