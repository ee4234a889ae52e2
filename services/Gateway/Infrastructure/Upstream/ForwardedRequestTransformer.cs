using Ecommerce.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;

namespace Ecommerce.Gateway.Infrastructure.Upstream;

/// <summary>
/// The request as the service receives it: its own host name, and forwarded headers that the gateway sets itself, never the caller.
/// </summary>
internal sealed class ForwardedRequestTransformer(ProxyProof proof) : HttpTransformer
{
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        var headers = proxyRequest.Headers;
        headers.Host = null;
        foreach (var name in (string[])["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Prefix"])
            headers.Remove(name);
        headers.TryAddWithoutValidation("X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString());
        proof.Add(proxyRequest);
        headers.TryAddWithoutValidation("X-Forwarded-Proto", httpContext.Request.Scheme);
        headers.TryAddWithoutValidation("X-Forwarded-Host", httpContext.Request.Host.Value);
    }
}
