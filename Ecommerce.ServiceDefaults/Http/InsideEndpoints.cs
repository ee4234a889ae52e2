using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// Probes, metrics and descriptions are for the cluster: whoever comes through an ingress, which names the client that it calls for,
/// gets a 404, except while developing. For what an ingress leads to: the gateway and the storefront.
/// </summary>
public static class InsideEndpoints
{
    private static readonly PathString[] Paths =
        ["/health", "/alive", "/v1/check", "/metrics", "/openapi", "/swagger"];

    /// <summary>Before the endpoints that every service has.</summary>
    public static void UseInsideEndpoints(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            return;
        app.Use((http, next) => IsFromOutside(http.Request) && Paths.Any(path => IsBelow(http.Request, path))
            ? Problems.NotFound("page").ExecuteAsync(http)
            : next(http));
    }

    private static bool IsBelow(HttpRequest request, PathString path)
        => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);

    /// <summary>The framework, where it reads what an ingress says, puts the header aside under another name.</summary>
    private static bool IsFromOutside(HttpRequest request)
        => request.Headers.ContainsKey(ProxyProof.AddressHeader) || request.Headers.ContainsKey("Forwarded")
            || request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName);
}
