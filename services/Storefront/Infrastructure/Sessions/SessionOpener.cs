using System.Net;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>Opens the session of somebody who has got tokens, and brings along what is in the anonymous cart.</summary>
internal sealed class SessionOpener(GatewayClient gateway, Session session)
{
    public async Task OpenAsync(Tokens tokens, CancellationToken cancellationToken)
    {
        session.SignIn(tokens);
        if (session.AnonymousCart is not { } cart)
            return;

        await MergeAsync(new CartMerge(cart), tokens.AccessToken, cancellationToken);
        session.ClearCart();
    }

    private async Task MergeAsync(CartMerge merge, string accessToken, CancellationToken cancellationToken)
    {
        try
        {
            await gateway.SendAsync(HttpMethod.Post, "/carts/me/merge", merge, accessToken, cancellationToken);
        }
        catch (GatewayException refusal) when (refusal.Status is HttpStatusCode.NotFound)
        {
            // The anonymous cart has expired: there is nothing to merge.
        }
    }
}
