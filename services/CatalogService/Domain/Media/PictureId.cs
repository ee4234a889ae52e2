using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Ecommerce.CatalogService.Domain.Media;

/// <summary>
/// <c>{width}x{height}-{first 32 hexadecimal digits of the SHA-256 of its bytes}</c>: whoever has a picture's address knows how much room
/// it takes, and the bytes behind an address never change.
/// </summary>
internal readonly partial record struct PictureId(int Width, int Height, string Hash)
{
    /// <summary>The longest side of a picture that is kept, in pixels.</summary>
    public const int MaxSide = 2000;

    private const int HashLength = 32;

    /// <summary>Where pictures are served.</summary>
    public const string Folder = "/media/";

    public string Path => Folder + this;

    /// <param name="bytes">The picture as it is kept.</param>
    public static PictureId Of(int width, int height, ReadOnlySpan<byte> bytes)
        => new(width, height, Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashLength]);

    public static bool TryParse(string? text, out PictureId id)
    {
        id = default;
        if (text is null || Pattern().Match(text) is not { Success: true } match)
            return false;

        id = new(Number(match.Groups[1]), Number(match.Groups[2]), match.Groups[3].Value);
        return id is { Width: <= MaxSide, Height: <= MaxSide };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}-{Hash}");

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([1-9][0-9]{0,3})x([1-9][0-9]{0,3})-([0-9a-f]{32})\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
