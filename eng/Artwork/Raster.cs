using System.Security.Cryptography;
using System.Text;
using NetVips;

namespace Ecommerce.Artwork;

/// <summary>A picture's file.</summary>
internal sealed record Picture(string Name, byte[] Bytes);

/// <summary>What a part of a drawing fills, in units.</summary>
internal readonly record struct Reach(double Left, double Right, double Top);

/// <summary>Makes pictures of SVG.</summary>
internal static class Raster
{
    /// <summary>Flat planes and plain edges lose nothing that can be seen; 82 takes two thirds more room.</summary>
    private const int Quality = 45;

    /// <summary>Units of a drawing, whose side is 1000.</summary>
    private const int Units = 1000;

    public static Picture Webp(string svg, int side)
    {
        using var image = Opaque(svg, side);
        var bytes = image.WebpsaveBuffer(q: Quality, effort: 6, smartSubsample: true, keep: Enums.ForeignKeep.None);
        return new Picture($"{side}x{side}-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}.webp", bytes);
    }

    public static Image Opaque(string svg, int side)
    {
        using var image = Load(svg, side);
        return image.Flatten();
    }

    /// <summary>How far what lies below a line reaches; nothing where nothing does.</summary>
    public static Reach? ReachOf(string svg, int line)
    {
        const int Side = 250;
        using var image = Load(svg, Side);
        using var alpha = image[image.Bands - 1];
        var top = line * Side / Units;
        using var below = alpha.Crop(0, top, Side, Side - top);
        return below.FindTrim(threshold: 40, background: [0]) is [int left, int above, int width and > 0, ..]
            ? new Reach(Scaled(left), Scaled(left + width), Scaled(top + above))
            : null;

        static double Scaled(int pixels) => (double)pixels * Units / Side;
    }

    private static Image Load(string svg, int side) =>
        Image.SvgloadBuffer(Encoding.UTF8.GetBytes(svg), scale: (double)side / Units, unlimited: true);
}
