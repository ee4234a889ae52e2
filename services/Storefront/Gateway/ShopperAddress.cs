namespace Ecommerce.Storefront.Gateway;

/// <summary>Tells the gateway for whom a page is made, so that its limits do not take all shoppers for one.</summary>
internal sealed class ShopperAddress(IHttpContextAccessor requests) : DelegatingHandler
{
    private const string Header = "X-Forwarded-For";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A try that failed may have named it already.
        request.Headers.Remove(Header);
        if (requests.HttpContext is { Connection.RemoteIpAddress: { } address } shopper)
        {
            var before = shopper.Request.Headers[Header].ToString();
            request.Headers.TryAddWithoutValidation(Header, before.Length > 0 ? $"{before}, {address}" : $"{address}");
        }

        return base.SendAsync(request, cancellationToken);
    }
}
