using System.Buffers.Binary;

namespace Ecommerce.CatalogService.Domain.Media;

/// <summary>The formats that pictures are taken in.</summary>
internal enum PictureFormat
{
    Jpeg,
    Png,
    WebP,
    Avif,
    Gif,
}

internal static class PictureFormats
{
    /// <summary>As people name them.</summary>
    public const string Names = "JPEG, PNG, WebP, AVIF or GIF";

    private const int BrandLength = 4;
    private const int FileTypeHeader = 16;

    public static IReadOnlyList<string> MediaTypes { get; } = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>What the bytes are, whatever their sender says of them; null: none of the formats.</summary>
    public static PictureFormat? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Jpeg))
            return PictureFormat.Jpeg;
        if (bytes.StartsWith(Png))
            return PictureFormat.Png;
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
            return PictureFormat.Gif;
        if (bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..].StartsWith("WEBP"u8))
            return PictureFormat.WebP;
        return IsAvif(bytes) ? PictureFormat.Avif : null;
    }

    /// <summary>The box <c>ftyp</c> comes first: its size, its name, the brand, a version, and the other brands that the file is.</summary>
    private static bool IsAvif(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FileTypeHeader || !bytes[4..].StartsWith("ftyp"u8))
            return false;

        var size = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes), (uint)bytes.Length);
        for (var at = 2 * BrandLength; at + BrandLength <= size; at += BrandLength)
        {
            if (bytes.Slice(at, BrandLength) is var brand && (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)))
                return true;
        }

        return false;
    }
}
