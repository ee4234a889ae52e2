using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Shell;

internal static class Pages
{
    private static readonly string[] NoSuchPage = ["There is no such page."];

    public static RazorComponentResult<FailurePage> NotFound()
        => new(new { Messages = NoSuchPage.AsEnumerable() }) { StatusCode = StatusCodes.Status404NotFound };
}
