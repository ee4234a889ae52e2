using System.Text.Encodings.Web;

namespace Ecommerce.NotificationService.Features;

/// <summary>A page that a link in a mail leads to: no scripts, no resources of other hosts.</summary>
internal static class HtmlPage
{
    public const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <param name="button">The label of a button that posts to the address of the page; null for none.</param>
    public static IResult Render(HttpResponse response, int status, string language, string title, string text, string? button = null)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-store";
        // The address contains the token of the link.
        response.Headers["Referrer-Policy"] = "no-referrer";
        var encoder = HtmlEncoder.Default;
        var form = button is null ? "" : $"<form method=\"post\"><button>{encoder.Encode(button)}</button></form>";
        return TypedResults.Content(
            $$"""
            <!doctype html>
            <html lang="{{language}}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{encoder.Encode(title)}}</title>
            <style>
            body{font-family:system-ui,sans-serif;line-height:1.5;margin:10vh auto;max-width:32rem;padding:0 1rem}
            button{font:inherit;padding:.6rem 1.2rem}
            </style></head>
            <body><main><h1>{{encoder.Encode(title)}}</h1><p>{{encoder.Encode(text)}}</p>{{form}}</main></body>
            </html>
            """,
            "text/html; charset=utf-8", statusCode: status);
    }
}
