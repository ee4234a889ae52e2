using Ecommerce.Storefront.Features.Shared;
using Microsoft.Extensions.Options;

namespace Ecommerce.Storefront.Features.Office;

/// <summary>The way to the back office, which was a part of the storefront: bookmarks lead there.</summary>
internal static class OfficePages
{
    public static void MapOffice(this IEndpointRouteBuilder routes) => routes.MapGet("/office/{**path}", Leave);

    // The path is that of an address that is configured: whatever it says, it leads to no other host.
    private static IResult Leave(string? path, IOptions<ShopOptions> shop)
        => shop.Value.BackOffice is { } backOffice
            ? Results.Redirect(new UriBuilder(backOffice) { Path = path ?? "" }.Uri.AbsoluteUri)
            : Pages.NotFound();
}
