using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Shared;

internal static class Pages
{
    public static RazorComponentResult<ErrorPage> NotFound()
        => Error(StatusCodes.Status404NotFound, Texts.Key("There is no such page."));

    /// <param name="text">The key of a text.</param>
    public static RazorComponentResult<ErrorPage> Error(int status, string text) => new(new { Text = text }) { StatusCode = status };
}
