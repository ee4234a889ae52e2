using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>What browsers are told about every page: it runs the shop's own files alone, and nobody frames it.</summary>
internal static class SecurityHeaders
{
    private const string Shared = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'; ";

    private const string ContentSecurityPolicy = Shared + "script-src 'self'; connect-src 'self'";

    // What Stripe's form needs (docs.stripe.com/security/guide), where the order is paid.
    private const string WithStripe = Shared + "script-src 'self' https://js.stripe.com https://*.js.stripe.com; "
        + "connect-src 'self' https://api.stripe.com; frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com";

    public static void UseSecurityHeaders(this WebApplication app) => app.UsePageSecurityHeaders(http =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = IsPaidWithStripe(http) ? WithStripe : ContentSecurityPolicy;
        headers.TryAdd("Referrer-Policy", "strict-origin-when-cross-origin");
        // A cache that kept a cookie would hand it to others.
        if (headers.SetCookie.Count > 0 && headers.CacheControl.Count == 0)
            headers.CacheControl = "private, no-cache";
    });

    private static bool IsPaidWithStripe(HttpContext http)
        => http.Request.Path.StartsWithSegments("/checkout", StringComparison.OrdinalIgnoreCase)
            && http.RequestServices.GetRequiredService<IOptions<StripeOptions>>().Value.IsConfigured;
}
