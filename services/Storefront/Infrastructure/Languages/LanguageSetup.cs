using Microsoft.AspNetCore.Localization;

namespace Ecommerce.Storefront.Infrastructure.Languages;

/// <summary>Gives each request the language of its address, before anything else looks at it.</summary>
internal sealed class LanguageSetup : IStartupFilter
{
    /// <summary>A startup filter comes before routing: routes know nothing of languages.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddLocalization();
        services.AddTransient<IStartupFilter, LanguageSetup>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new(Language.English.Culture);
            options.SupportedCultures = options.SupportedUICultures = [.. Language.All.Select(language => language.Culture)];
            options.RequestCultureProviders = [new CustomRequestCultureProvider(CultureOfAsync)];
        });
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(TakePrefix);
        app.UseRequestLocalization();
        next(app);
    };

    /// <summary>The prefix becomes the base of the path, as for an application below another: redirects to <c>~/</c> keep it.</summary>
    private static Task TakePrefix(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var (language, path) = Language.Split(request.Path.Value ?? "");
        if (language.Prefix.Length > 0)
            (request.PathBase, request.Path) = (request.PathBase.Add(language.Prefix), path);
        return next(context);
    }

    private static Task<ProviderCultureResult?> CultureOfAsync(HttpContext context)
        => Task.FromResult<ProviderCultureResult?>(new(Language.OfBase(context.Request.PathBase).Tag));
}
