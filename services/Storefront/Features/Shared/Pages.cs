using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Shared;

internal static class Pages
{
    private static readonly string[] NoSuchPage = ["There is no such page."];

    public static RazorComponentResult<ErrorPage> NotFound()
        => new(new { Messages = NoSuchPage.AsEnumerable() }) { StatusCode = StatusCodes.Status404NotFound };
}
