using Ecommerce.ServiceDefaults;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>Forwards the shopper's address to the gateway, whose rate limits are per address.</summary>
internal sealed class ShopperAddressHandler(IHttpContextAccessor requests, ProxyProof proof) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (requests.HttpContext is { Connection.RemoteIpAddress: not null } shopper)
            proof.Add(request, ProxyProof.AddressesOf(shopper));
        return base.SendAsync(request, cancellationToken);
    }
}
