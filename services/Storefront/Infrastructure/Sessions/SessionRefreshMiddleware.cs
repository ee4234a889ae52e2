using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>Refreshes an expired session before the page is rendered.</summary>
internal sealed class SessionRefreshMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Session session, SessionRefresher refresher, GatewayClient gateway)
    {
        var isPage = context.GetEndpoint()?.Metadata.GetMetadata<SameForEverybody>() is null;
        if (isPage && !session.SignedIn && session.RefreshToken is { } token)
        {
            if (await refresher.RefreshAsync(token, gateway) is { } tokens)
                session.SignIn(tokens);
            else
                session.SignOut();
        }

        await next(context);
    }
}
