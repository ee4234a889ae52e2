namespace Ecommerce.Storefront.Infrastructure.Sessions;

internal static class PrivacySignals
{
    /// <summary>Do Not Track, and Global Privacy Control.</summary>
    public static bool WantsNoTracking(this HttpRequest request) => request.Headers["DNT"] == "1" || request.Headers["Sec-GPC"] == "1";
}
