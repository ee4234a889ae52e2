using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults;

/// <summary>What browsers are told about every page.</summary>
public static class PageSecurityHeaders
{
    private const string PermissionsPolicy =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

    /// <summary>Adds to each response what all programs that serve pages say: nobody frames them, and they need no device.</summary>
    /// <param name="app">The program.</param>
    /// <param name="setOwn">Adds what the program says itself: its content security policy for example.</param>
    public static void UsePageSecurityHeaders(this IApplicationBuilder app, Action<HttpContext> setOwn) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Permissions-Policy"] = PermissionsPolicy;
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (http.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            setOwn(http);
            return Task.CompletedTask;
        });
        return next(http);
    });
}
