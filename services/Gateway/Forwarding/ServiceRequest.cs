using Yarp.ReverseProxy.Forwarder;

namespace Ecommerce.Gateway.Forwarding;

/// <summary>A request as the service sees it: its own host name, and the truth about who called whom in the forwarded headers.</summary>
internal sealed class ServiceRequest : HttpTransformer
{
    public static readonly ServiceRequest Transformer = new();

    private ServiceRequest()
    {
    }

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        var headers = proxyRequest.Headers;
        headers.Host = null;
        foreach (var name in (string[])["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Prefix"])
            headers.Remove(name);
        headers.TryAddWithoutValidation("X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString());
        headers.TryAddWithoutValidation("X-Forwarded-Proto", httpContext.Request.Scheme);
        headers.TryAddWithoutValidation("X-Forwarded-Host", httpContext.Request.Host.Value);
    }
}
