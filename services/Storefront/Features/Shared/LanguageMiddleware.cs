using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Scripts;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>
/// Pages alone have an address in each language. Whoever opens one without a language, and has chosen another one before, gets it in that
/// one; search engines choose none, and are never led elsewhere: neither they nor caches see what depends on <c>Accept-Language</c>.
/// </summary>
internal sealed class LanguageMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isLocalized = context.GetEndpoint()?.Metadata.GetMetadata<InEveryLanguage>() is not null;
        if (!isLocalized && Language.Current.Prefix.Length > 0)
            return Pages.NotFound().ExecuteAsync(context);
        if (isLocalized && IsWholePage(context.Request) && Language.Current == Language.English
            && context.Request.ChosenLanguage() is { Prefix.Length: > 0 } chosen)
            return LeadTo(chosen, context);
        return next(context);
    }

    private static Task LeadTo(Language language, HttpContext context)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.Vary = HeaderNames.Cookie;
        var (path, query) = (context.Request.Path, context.Request.QueryString);
        return TypedResults.LocalRedirect(language.AddressOf($"{path}{query}")).ExecuteAsync(context);
    }

    private static bool IsWholePage(HttpRequest request) => HttpMethods.IsGet(request.Method) && !request.IsFromScript();
}
