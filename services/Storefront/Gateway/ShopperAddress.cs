namespace Ecommerce.Storefront.Gateway;

/// <summary>Tells the gateway for whom a page is made, so that its limits do not take all shoppers for one.</summary>
internal sealed class ShopperAddress(IHttpContextAccessor requests) : DelegatingHandler
{
    public const string Header = "X-Forwarded-For";

    /// <summary>The shopper's address, behind those that brought the request here.</summary>
    public static string Of(HttpContext shopper)
    {
        var before = shopper.Request.Headers[Header].ToString();
        return before.Length > 0 ? $"{before}, {shopper.Connection.RemoteIpAddress}" : $"{shopper.Connection.RemoteIpAddress}";
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A try that failed may have named it already.
        request.Headers.Remove(Header);
        if (requests.HttpContext is { Connection.RemoteIpAddress: not null } shopper)
            request.Headers.TryAddWithoutValidation(Header, Of(shopper));

        return base.SendAsync(request, cancellationToken);
    }
}
