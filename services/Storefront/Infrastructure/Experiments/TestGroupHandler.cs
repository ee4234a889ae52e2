namespace Ecommerce.Storefront.Infrastructure.Experiments;

/// <summary>Sends the shopper's group to the gateway, so that orders carry it.</summary>
internal sealed class TestGroupHandler(IHttpContextAccessor requests) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (requests.HttpContext?.Features.Get<TestGroup>() is { } group && !request.Headers.Contains(TestGroup.Header))
            request.Headers.Add(TestGroup.Header, group.Name);
        return base.SendAsync(request, cancellationToken);
    }
}
