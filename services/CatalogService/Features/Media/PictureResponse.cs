using Ecommerce.CatalogService.Infrastructure.Media;

namespace Ecommerce.CatalogService.Features.Media;

/// <param name="Url">The path that products name it by.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Size">In bytes.</param>
internal sealed record PictureResponse(string Url, int Width, int Height, long Size)
{
    public static PictureResponse Of(EncodedPicture picture)
        => new(picture.Id.Path, picture.Id.Width, picture.Id.Height, picture.Bytes.Length);
}
