namespace Ecommerce.Storefront.Infrastructure.Scripts;

internal static class ScriptRequests
{
    /// <summary>Whether htmx sent it, which puts the answer into the page that is shown.</summary>
    public static bool IsFromScript(this HttpRequest request) => request.Headers.ContainsKey("HX-Request");
}
