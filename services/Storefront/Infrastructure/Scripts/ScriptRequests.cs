namespace Ecommerce.Storefront.Infrastructure.Scripts;

internal static class ScriptRequests
{
    /// <summary>Whether htmx sent it, which puts the answer into the page that is shown.</summary>
    public static bool IsFromScript(this HttpRequest request) => request.Headers.ContainsKey("HX-Request");

    /// <summary>
    /// Of an error page that a script has asked for: the part that was to change stays as it is, below the page's messages. Else the whole
    /// page would be put into the part, or nothing would stay of it.
    /// </summary>
    public static void ShowsMessagesAlone(this HttpContext http)
    {
        if (!http.Request.IsFromScript())
            return;
        var headers = http.Response.Headers;
        (headers["HX-Reselect"], headers["HX-Reswap"], headers["HX-Replace-Url"]) = (".messages", "afterbegin", "false");
    }
}
