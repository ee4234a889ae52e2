using Ecommerce.Storefront.Gateway;
using Microsoft.Extensions.Caching.Memory;

namespace Ecommerce.Storefront.Account;

/// <summary>
/// Renews an expired session before the page is made. A browser sends several requests with the same renewal token at once, and a token
/// that is used twice ends the session: so each is used once, and the answer is shared.
/// </summary>
internal sealed class SessionRenewal(RequestDelegate next, IMemoryCache renewals)
{
    private static readonly TimeSpan Shared = TimeSpan.FromMinutes(1);

    public async Task InvokeAsync(HttpContext context, Session session, GatewayClient gateway)
    {
        if (!session.SignedIn && session.RenewalToken is { } token)
        {
            var renewal = renewals.GetOrCreate(token, entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = Shared;
                return new Lazy<Task<Tokens?>>(() => RenewAsync(gateway, token));
            })!;
            if (await renewal.Value is { } tokens)
                session.SignIn(tokens);
            else
                session.SignOut();
        }

        await next(context);
    }

    private static async Task<Tokens?> RenewAsync(GatewayClient gateway, string token)
    {
        try
        {
            return await gateway.SendAsync<Refresh, Tokens>(HttpMethod.Post, "/users/refresh", new Refresh(token), null, CancellationToken.None);
        }
        catch (GatewayException)
        {
            return null;
        }
    }
}
