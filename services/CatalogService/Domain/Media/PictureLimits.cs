namespace Ecommerce.CatalogService.Domain.Media;

/// <summary>What a picture may have before its pixels are decoded: a small file can unfold to more than there is memory.</summary>
internal static class PictureLimits
{
    public const int MaxMegabytes = 10;
    public const int MaxBytes = MaxMegabytes * 1024 * 1024;

    private const int MaxSide = 8000;
    private const int MaxMegapixels = 40;

    // A decoder of AVIF takes 16 bytes of memory a pixel, and one of 16 bits a channel 12; the others take at most 8: docs/dependencies.md.
    private const int MaxCostlyMegapixels = 16;

    /// <summary>What is expected of the picture; null: it is within the limits.</summary>
    /// <param name="format">Its format.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="isDeep">Whether it has more than 8 bits a channel.</param>
    public static string? Check(PictureFormat format, int width, int height, bool isDeep)
    {
        var isCostly = isDeep || format is PictureFormat.Avif;
        var max = isCostly ? MaxCostlyMegapixels : MaxMegapixels;
        if (width is > 0 and <= MaxSide && height is > 0 and <= MaxSide && (long)width * height <= max * 1_000_000L)
            return null;
        return $"must have at most {MaxSide} pixels a side and {max} megapixels"
            + (isCostly ? ", as AVIF and with more than 8 bits a channel" : "") + $"; it has {width} x {height} pixels";
    }
}
