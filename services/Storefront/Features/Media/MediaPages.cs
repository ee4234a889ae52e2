using System.Text.RegularExpressions;
using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Media;

/// <summary>Pages show pictures of the shop's own origin alone, so those of the API are passed on.</summary>
internal static partial class MediaPages
{
    // HEAD by name: it is passed on as one, so that no picture is fetched to be left out.
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapMedia(this RouteGroupBuilder pages)
        => pages.MapMethods("/media/{**picture}", Methods, GetAsync).WithMetadata(new SameForEverybody());

    private static async Task<IResult> GetAsync(
        string? picture, HttpContext http, PictureClient pictures, CancellationToken cancellationToken)
    {
        if (picture is null || !Picture().IsMatch(picture))
            return Problems.NotFound("picture");

        var answer = await pictures.SendAsync(
            new(http.Request.Method), $"/media/{picture}", http.Request.Headers.IfNoneMatch, cancellationToken);
        return new ForwardedPicture(answer);
    }

    [GeneratedRegex(@"^[0-9]{1,4}x[0-9]{1,4}-[0-9a-f]{32}(/[0-9]{1,4}\.webp)?\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Picture();
}
