using Ecommerce.Storefront.Gateway;

namespace Ecommerce.Storefront.Account;

/// <summary>Renews an expired session before the page is made.</summary>
internal sealed class SessionRenewal(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Session session, Renewals renewals, GatewayClient gateway)
    {
        if (!session.SignedIn && session.RenewalToken is { } token)
        {
            if (await renewals.RenewAsync(token, gateway) is { } tokens)
                session.SignIn(tokens);
            else
                session.SignOut();
        }

        await next(context);
    }
}
