namespace Ecommerce.Storefront.Features.Shared;

internal static class RequestOrigin
{
    /// <summary>The shop's own address as the caller knows it, without a slash at its end.</summary>
    public static string Origin(this HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
