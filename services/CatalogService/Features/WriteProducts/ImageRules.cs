using Ecommerce.CatalogService.Domain.Media;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Features.WriteProducts;

internal static class ImageRules
{
    private const int MaxImages = 20;
    private const int MaxUrl = 2000;

    public static IReadOnlyList<ProductImage> Check(IReadOnlyList<ImageInput>? images, FieldErrors errors)
    {
        errors.Check("images", images is null || images.Count <= MaxImages, $"must have at most {MaxImages} images");
        return [.. (images ?? []).Take(MaxImages).Select((image, i) => Check(image, $"images[{i}].", errors))];
    }

    private static ProductImage Check(ImageInput image, string path, FieldErrors errors)
    {
        errors.Check($"{path}url", IsSafe(image.Url), $"must be https, or a path from the root, of at most {MaxUrl} characters");
        errors.Check($"{path}url", IsNoOtherMedia(image.Url), $"must be a picture's address, {PictureId.Folder}ID, as its upload says");
        return new ProductImage(image.Url ?? "", TextFields.Optional(image.Alt, $"{path}alt", 300, errors));
    }

    /// <summary>What is below the pictures' folder and is none would be a picture that nobody ever sees.</summary>
    private static bool IsNoOtherMedia(string? url)
        => url?.StartsWith(PictureId.Folder, StringComparison.OrdinalIgnoreCase) is not true
            || (PictureId.TryParse(url[PictureId.Folder.Length..], out var id) && url == id.Path);

    /// <summary>Two slashes, or a slash and a backslash, would lead a browser to another host.</summary>
    private static bool IsSafe(string? url)
    {
        if (url is not { Length: > 0 and <= MaxUrl } || url.Any(c => c is <= ' ' or '\\' or '"' or '<' or '>' or '\u007f'))
            return false;
        if (url[0] == '/')
            return !url.StartsWith("//", StringComparison.Ordinal);

        return url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(url, UriKind.Absolute, out var absolute)
            && absolute.Scheme == Uri.UriSchemeHttps
            && absolute.UserInfo.Length == 0;
    }
}
