using Ecommerce.ServiceDefaults;

namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>What browsers are told about every page: it runs the back office's own files alone, and nobody frames it.</summary>
internal static class SecurityHeaders
{
    // MudBlazor writes its theme into the page and places its parts by style attributes; scripts are files, without exception.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.UsePageSecurityHeaders(http =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        // Addresses of pages name orders and customers.
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
    });
}
