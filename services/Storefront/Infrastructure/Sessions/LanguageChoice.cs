using Ecommerce.Storefront.Infrastructure.Languages;

namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>The language that this browser's shopper has chosen, or that the account has which signed in last.</summary>
internal static class LanguageChoice
{
    private const string Cookie = "language";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>Null where nothing was chosen.</summary>
    public static Language? ChosenLanguage(this HttpRequest request) => Language.Find(request.Cookies[Cookie]);

    public static void KeepLanguage(this HttpContext context, Language language)
    {
        if (context.Request.ChosenLanguage() != language)
            context.Response.Cookies.Append(Cookie, language.Tag, context.CookieOptions(Lifetime));
    }
}
