using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Ecommerce.ServiceDefaults.Authentication;

/// <summary>
/// Has the keys ready before a token is checked. While the authority has never been reached no token can be told good or bad:
/// such a caller is anonymous where that is enough, and gets 503, not 401, where it is not: the token may well be good.
/// </summary>
internal sealed class TokenEvents(SigningKeys keys, VerifiedTokens verified, AccountStates accounts) : AccountStateEvents(accounts)
{
    private const string Scheme = "Bearer ";

    public override async Task MessageReceived(MessageReceivedContext context)
    {
        if (KeyId(context.Request.Headers.Authorization) is not { } kid)
            return;

        try
        {
            await keys.EnsureAsync(kid, context.HttpContext.RequestAborted);
        }
        // Unreachable, too slow, or not an authority at all: whichever, there are no keys. A caller who gave up meanwhile is no error.
        catch (Exception reason) when (reason is InvalidOperationException
            || (reason is OperationCanceledException && context.HttpContext.RequestAborted.IsCancellationRequested))
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
            RefuseForNow(context.Response);
        }

        return Task.CompletedTask;
    }

    private string? KeyId(string? authorization)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
            return null;

        var token = authorization[Scheme.Length..].Trim();
        try
        {
            return (verified.Find(token)?.Token ?? new JsonWebToken(token)).Kid;
        }
        catch (ArgumentException)
        {
            // Not a token at all; validation says so to the caller.
            return null;
        }
    }

    private sealed class AuthorityUnreachable;
}
