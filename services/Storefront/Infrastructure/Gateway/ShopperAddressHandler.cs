using Ecommerce.ServiceDefaults;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>Forwards the shopper's address to the gateway, whose rate limits are per address.</summary>
internal sealed class ShopperAddressHandler(IHttpContextAccessor requests, ProxyProof proof) : DelegatingHandler
{
    public const string Header = ProxyProof.AddressHeader;

    /// <summary>The addresses of earlier proxies, followed by the shopper's.</summary>
    public static string Of(HttpContext shopper)
    {
        var before = shopper.Request.Headers[Header].ToString();
        return before.Length > 0 ? $"{before}, {shopper.Connection.RemoteIpAddress}" : $"{shopper.Connection.RemoteIpAddress}";
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A retried request already has the header.
        request.Headers.Remove(Header);
        if (requests.HttpContext is { Connection.RemoteIpAddress: not null } shopper)
        {
            request.Headers.TryAddWithoutValidation(Header, Of(shopper));
            proof.Add(request);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
