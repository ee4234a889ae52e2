namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>How the shop sets cookies: no script reads them, and forms of other sites do not send them along.</summary>
internal static class ShopCookies
{
    /// <param name="context">Of the request: over https they are for https alone.</param>
    /// <param name="lifetime">Null: until the browser is closed.</param>
    /// <param name="path">Of the pages that they are for.</param>
    public static CookieOptions CookieOptions(this HttpContext context, TimeSpan? lifetime, string path = "/") => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = lifetime,
        Path = path,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };
}
