namespace Ecommerce.Storefront.Features.Shared;

/// <summary>Where a form was sent from.</summary>
internal static class FormOrigin
{
    /// <summary>The page that it stands on, as it is mapped; null where the browser does not say, or it is none of the shop's.</summary>
    public static string? PageOfForm(this HttpRequest request)
    {
        var isPage = Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page);
        return isPage && page!.GetLeftPart(UriPartial.Authority) == request.Origin() ? LocalPath.WithoutLanguage(page.PathAndQuery) : null;
    }
}
