using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults;

/// <summary>For programs that serve pages: a page of another site changes nothing here.</summary>
public static class SameOrigin
{
    /// <summary>
    /// Answers cross-site calls that are not safe, forms and WebSockets for example, with 403 (CSRF). Browsers send the origin of a request
    /// in <c>Sec-Fetch-Site</c>, older ones in <c>Origin</c>, so that neither a token nor a key store is needed.
    /// </summary>
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use(
        next => http =>
        {
            if (IsSafe(http.Request) || IsSameOrigin(http.Request))
                return next(http);

            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });

    // A WebSocket begins as a GET, and cookies go with it from everywhere on the same site.
    private static bool IsSafe(HttpRequest request) => request.Headers.Upgrade.Count == 0
        && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));

    private static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value);
    }
}
