using System.Net;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>Opens the session of somebody who has got tokens, and brings along the language and what is in the anonymous cart.</summary>
internal sealed class SessionOpener(GatewayClient gateway, Session session, AccountLanguage language)
{
    public async Task OpenAsync(Tokens tokens, CancellationToken cancellationToken)
    {
        session.SignIn(tokens);
        await language.SyncAsync(cancellationToken);
        if (session.AnonymousCart is not { } cart)
            return;

        if (await MergeAsync(new CartMerge(cart), tokens.AccessToken, cancellationToken))
            session.ClearCart();
    }

    /// <summary>Whoever signs in is signed in, whatever comes of the cart.</summary>
    /// <returns>False where the carts do not go together, having two currencies for example: the other one stays in this browser.</returns>
    private async Task<bool> MergeAsync(CartMerge merge, string accessToken, CancellationToken cancellationToken)
    {
        try
        {
            await gateway.SendAsync(HttpMethod.Post, "/carts/me/merge", merge, accessToken, cancellationToken);
            return true;
        }
        catch (GatewayException refusal) when (refusal.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
        {
            // It has expired, or never was one: there is nothing to merge.
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException or GatewayException { Status: not HttpStatusCode.Unauthorized })
        {
            return false;
        }
    }
}
