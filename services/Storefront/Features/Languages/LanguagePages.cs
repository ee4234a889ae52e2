using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Languages;

/// <summary>The choice of a language, for this browser and for the account.</summary>
internal static class LanguagePages
{
    public static void MapLanguages(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/language", ChooseAsync).DisableAntiforgery();
        routes.MapGet("/language", () => Results.LocalRedirect("~/"));
    }

    /// <param name="language">Its tag; one that the shop does not have changes nothing.</param>
    /// <param name="page">The path to stay on.</param>
    private static async Task<IResult> ChooseAsync(
        [FromForm] string language, [FromForm] string? page, HttpContext http, Session session, AccountLanguage account,
        CancellationToken cancellationToken)
    {
        if (Language.Find(language) is not { } chosen)
            return Results.LocalRedirect(LocalPath.Of(page));
        http.KeepLanguage(chosen);
        if (session.SignedIn)
            await account.SetAsync(chosen, cancellationToken);
        return Results.LocalRedirect(chosen.AddressOf(LocalPath.WithoutLanguage(page)));
    }
}
