using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>Refreshes an expired session before the page is rendered.</summary>
internal sealed class SessionRefreshMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Session session, SessionRefresher refresher, GatewayClient gateway)
    {
        if (!Has<SameForEverybody>(context) && !session.SignedIn && session.RefreshToken is { } token)
            await RefreshAsync(token, context, session, refresher, gateway);
        await next(context);
    }

    private static async Task RefreshAsync(
        string token, HttpContext context, Session session, SessionRefresher refresher, GatewayClient gateway)
    {
        try
        {
            if (await refresher.RefreshAsync(token, gateway) is { } tokens)
                session.SignIn(tokens);
            else
                session.SignOut();
        }
        catch (Exception outage) when (Has<ForAnybody>(context) && outage.IsOutage())
        {
            // The cookies stay: the session is refreshed when user-service answers.
        }
    }

    private static bool Has<T>(HttpContext context)
        where T : class
        => context.GetEndpoint()?.Metadata.GetMetadata<T>() is not null;
}
