using System.Buffers.Binary;
using NetVips;

namespace Ecommerce.CatalogService.Tests.Media;

/// <summary>Files of pictures, and what can be seen on them.</summary>
internal static class PictureSamples
{
    private static readonly double[] Red = [220, 20, 20];
    private static readonly double[] Blue = [20, 20, 220];

    /// <summary>Its left half is red, its right half blue.</summary>
    public static Image RedAndBlue(int width, int height)
    {
        using var one = Solid(width / 2, height, Red);
        using var other = Solid(width - (width / 2), height, Blue);
        return one.Join(other, Enums.Direction.Horizontal).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    public static byte[] Jpeg(int width = 400, int height = 200) => RedAndBlue(width, height).JpegsaveBuffer();

    public static byte[] Png(int width = 400, int height = 200) => RedAndBlue(width, height).PngsaveBuffer();

    public static byte[] DeepPng(int width, int height)
        => Solid(width, height, Red).Copy(interpretation: Enums.Interpretation.Srgb).Colourspace(Enums.Interpretation.Rgb16)
            .PngsaveBuffer();

    public static byte[] WebP(int width = 400, int height = 200) => RedAndBlue(width, height).WebpsaveBuffer();

    public static byte[] Avif(int width = 400, int height = 200)
        => RedAndBlue(width, height).HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0);

    /// <summary>What a phone writes that is held upright: the picture lies on its side, and the file says where it was taken.</summary>
    public static byte[] FromAPhone(int width = 400, int height = 200)
        => RedAndBlue(width, height).Mutate(picture =>
        {
            picture.Set(GValue.GIntType, "orientation", 6);
            picture.Set(GValue.GStrType, "exif-ifd0-Make", "Camera of a test");
            picture.Set(GValue.GStrType, "exif-ifd3-GPSLatitudeRef", "N");
            picture.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "52/1 31/1 12/1");
        }).JpegsaveBuffer();

    /// <summary>Two frames: the red and blue one, then a blue one.</summary>
    public static byte[] AnimatedGif(int width = 400, int height = 200)
        => RedAndBlue(width, height).Join(Solid(width, height, Blue), Enums.Direction.Vertical)
            .Mutate(frames => frames.Set(GValue.GIntType, "page-height", height)).GifsaveBuffer();

    public static byte[] CmykJpeg(int width = 400, int height = 200)
        => RedAndBlue(width, height).Colourspace(Enums.Interpretation.Cmyk).JpegsaveBuffer();

    /// <summary>A file of 60 bytes that says it has so many pixels.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        byte[] nothing = [0x78, 0x9C, 3, 0, 0, 0, 0, 1];
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, nothing), .. Chunk("IEND"u8, [])];
    }

    public static byte[] HalfOf(byte[] file) => file[..(file.Length / 2)];

    /// <summary>Whether a point of a picture, as a share of its sides, is rather red than blue.</summary>
    public static bool IsRedAt(byte[] file, double x, double y)
    {
        using var picture = Image.NewFromBuffer(file);
        var point = picture.Getpoint((int)(x * picture.Width), (int)(y * picture.Height));
        return point[0] > point[2];
    }

    private static Image Solid(int width, int height, double[] colour)
        => Image.Black(width, height).NewFromImage(colour).Cast(Enums.BandFormat.Uchar);

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] body = [.. type, .. data];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, ChecksumOf(body));
        return [.. length, .. body, .. sum];
    }

    /// <summary>CRC-32, as PNG has it.</summary>
    private static uint ChecksumOf(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
        }

        return ~sum;
    }
}
