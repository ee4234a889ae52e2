using Ecommerce.Storefront.Infrastructure.Languages;

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

    /// <summary>Keeps a cookie for some pages alone, in each language: whoever switches to another one has it there.</summary>
    /// <param name="path">Of the pages, as they are mapped.</param>
    public static void KeepCookie(this HttpContext context, string path, string name, string value, TimeSpan? lifetime)
    {
        foreach (var language in Language.All)
            context.Response.Cookies.Append(name, value, context.CookieOptions(lifetime, language.AddressOf(path)));
    }

    /// <inheritdoc cref="KeepCookie"/>
    public static void DeleteCookie(this HttpContext context, string path, string name)
    {
        foreach (var language in Language.All)
            context.Response.Cookies.Delete(name, context.CookieOptions(lifetime: null, language.AddressOf(path)));
    }
}
