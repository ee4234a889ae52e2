using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Products;

internal static class ImageRules
{
    private const int MaxImages = 20;
    private const int MaxUrl = 2000;

    public static IReadOnlyList<ProductImage> Check(IReadOnlyList<ImageInput>? images, FieldErrors wrong)
    {
        wrong.Check("images", images is null || images.Count <= MaxImages, $"must have at most {MaxImages} images");
        return [.. (images ?? []).Take(MaxImages).Select((image, i) => Check(image, $"images[{i}].", wrong))];
    }

    private static ProductImage Check(ImageInput image, string path, FieldErrors wrong)
    {
        wrong.Check($"{path}url", IsSafe(image.Url), $"must be https, or a path from the root, of at most {MaxUrl} characters");
        return new ProductImage(image.Url ?? "", TextRules.Optional(image.Alt, $"{path}alt", 300, wrong));
    }

    /// <summary>Two slashes, or a slash and a backslash, would lead a browser to another host.</summary>
    private static bool IsSafe(string? url)
        => url is { Length: > 0 and <= MaxUrl } && !url.Any(c => c is <= ' ' or '\\' or '"' or '<' or '>' or '\u007f') && (url[0] == '/'
            ? !url.StartsWith("//", StringComparison.Ordinal)
            : Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme == Uri.UriSchemeHttps
                && url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && absolute.UserInfo.Length == 0);
}
