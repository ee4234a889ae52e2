namespace Ecommerce.Storefront.Experiments;

/// <summary>Tells the gateway which group the shopper is in, so that an order knows it.</summary>
internal sealed class TestGroupHeader(IHttpContextAccessor requests) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (requests.HttpContext?.Features.Get<TestGroup>() is { } group && !request.Headers.Contains(TestGroup.Header))
            request.Headers.Add(TestGroup.Header, group.Name);
        return base.SendAsync(request, cancellationToken);
    }
}
