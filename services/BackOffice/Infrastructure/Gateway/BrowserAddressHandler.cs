using Ecommerce.ServiceDefaults;

namespace Ecommerce.BackOffice.Infrastructure.Gateway;

/// <summary>
/// Tells the gateway for whom somebody signs in: its limits are per address. That is a request of the browser, without a session yet.
/// </summary>
internal sealed class BrowserAddressHandler(IHttpContextAccessor requests, ProxyProof proof) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (requests.HttpContext is { } browser)
            proof.Add(request, ProxyProof.AddressesOf(browser));
        return base.SendAsync(request, cancellationToken);
    }
}
