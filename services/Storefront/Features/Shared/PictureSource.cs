using System.Globalization;
using System.Text.RegularExpressions;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>What a browser must know of a picture of the shop to fetch it in the size that it shows, and to keep its place free.</summary>
/// <param name="Address">For browsers that choose no size.</param>
/// <param name="Candidates">The addresses of its sizes, as <c>srcset</c> takes them.</param>
/// <param name="Width">Of the whole picture, in pixels.</param>
/// <param name="Height">Of the whole picture, in pixels.</param>
public sealed partial record PictureSource(string Address, string Candidates, int Width, int Height)
{
    private const int DefaultWidth = 640;

    // The widths that catalog-service makes.
    private static readonly int[] Widths = [160, 320, 480, 640, 960, 1280];

    /// <summary>Null: it is no picture of the shop, and a browser is not allowed to fetch it.</summary>
    /// <param name="url">As a product names its image: <c>/media/{width}x{height}-{hash}</c>.</param>
    public static PictureSource? Of(string? url)
    {
        if (url is null || Id().Match(url) is not { Success: true } id)
            return null;

        var (width, height) = (Number(id.Groups[1]), Number(id.Groups[2]));
        var smaller = Widths.Where(less => less < width).Select(less => $"{Variant(url, less)} {Text(less)}w");
        return new(
            width > DefaultWidth ? Variant(url, DefaultWidth) : url, string.Join(", ", smaller.Append($"{url} {Text(width)}w")),
            width, height);
    }

    private static string Variant(string url, int width) => $"{url}/{Text(width)}.webp";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^/media/([1-9][0-9]{0,3})x([1-9][0-9]{0,3})-[0-9a-f]{32}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
