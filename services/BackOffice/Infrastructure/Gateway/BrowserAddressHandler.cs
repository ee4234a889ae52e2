using Ecommerce.ServiceDefaults;

namespace Ecommerce.BackOffice.Infrastructure.Gateway;

/// <summary>Signing in is a request of the browser, without a session yet.</summary>
internal sealed class BrowserAddressHandler(IHttpContextAccessor requests, ProxyProof proof) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (requests.HttpContext is { } browser)
            ClientAddress.Add(request, ClientAddress.Of(browser), proof);
        return base.SendAsync(request, cancellationToken);
    }
}
