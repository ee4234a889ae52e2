using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.BackOffice.Infrastructure.Gateway;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.BackOffice.Features.Products;

/// <summary>Pictures of products as the API has them: pages show those of their own origin alone.</summary>
internal static partial class ProductMedia
{
    private const string Folder = "/media/";
    private const string MediaType = "image/webp";

    /// <summary>Wide enough for the editor, also on a dense screen.</summary>
    private const string Small = "/320.webp";

    public static void MapProductMedia(this IEndpointRouteBuilder routes) => routes
        .MapGet(Folder + "{**picture}", GetAsync).RequireAuthorization(Permissions.ProductsRead).ExcludeFromDescription();

    /// <summary>Where a small one of it is; null for a picture of elsewhere.</summary>
    public static string? PreviewOf(string url)
        => url.StartsWith(Folder, StringComparison.Ordinal) && Picture().IsMatch(url[Folder.Length..]) ? url + Small : null;

    /// <summary>In pixels, which its address says; null for a picture of elsewhere.</summary>
    public static (int Width, int Height)? SizeOf(string url)
        => PreviewOf(url) is not null && url[Folder.Length..].Split('-')[0].Split('x') is [var width, var height]
            ? (int.Parse(width, CultureInfo.InvariantCulture), int.Parse(height, CultureInfo.InvariantCulture))
            : null;

    private static async Task<IResult> GetAsync(string? picture, AccountsGateway gateway, CancellationToken cancellationToken)
    {
        if (picture is null || !Picture().IsMatch(picture.Replace(Small, "", StringComparison.Ordinal)))
            return Problems.NotFound("picture");
        try
        {
            using var answer = await gateway.Http.GetAsync(Folder + picture, cancellationToken);
            return answer.StatusCode is HttpStatusCode.OK && answer.Content.Headers.ContentType?.MediaType == MediaType
                ? Results.Bytes(await answer.Content.ReadAsByteArrayAsync(cancellationToken), MediaType)
                : Problems.NotFound("picture");
        }
        catch (HttpRequestException)
        {
            return Results.Problem("The shop does not answer at the moment.", statusCode: (int)HttpStatusCode.BadGateway);
        }
    }

    [GeneratedRegex(@"^[0-9]{1,4}x[0-9]{1,4}-[0-9a-f]{32}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Picture();
}
