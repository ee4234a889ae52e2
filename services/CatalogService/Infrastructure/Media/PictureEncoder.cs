using Ecommerce.CatalogService.Domain.Media;
using NetVips;

namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>A picture as it is kept.</summary>
internal sealed record EncodedPicture(PictureId Id, byte[] Bytes);

/// <summary>
/// Decodes what people send and encodes what is served, with libvips. Whatever is not pixels stays behind: metadata (a camera writes where
/// it was), colour profiles, further frames, and data that was appended to the file.
/// </summary>
internal static class PictureEncoder
{
    private const int MasterQuality = 85;
    private const int VariantQuality = 80;
    private const string ColourSpace = "srgb";

    // As an option of the decoder: the operation's own parameter of this name is ignored (libvips issue 5195).
    private const string WholeFile = "[fail_on=truncated]";

    /// <summary>Makes the picture that is kept: upright, sRGB, no side longer than <see cref="PictureId.MaxSide"/>.</summary>
    /// <exception cref="PictureException">The bytes are no picture that is taken; the message says what is expected.</exception>
    public static EncodedPicture Encode(byte[] bytes, PictureFormat format)
    {
        Libvips.Initialize();
        try
        {
            CheckHeader(bytes, format);
            using var picture = Image.ThumbnailBuffer(
                bytes, PictureId.MaxSide, optionString: WholeFile, height: PictureId.MaxSide, size: Enums.Size.Down,
                outputProfile: ColourSpace);
            var encoded = Save(picture, MasterQuality);
            return new(PictureId.Of(picture.Width, picture.Height, encoded), encoded);
        }
        catch (VipsException reason)
        {
            throw new PictureException("cannot be decoded: it is damaged or incomplete", reason);
        }
    }

    /// <summary>Makes a smaller variant of a picture that is kept.</summary>
    public static byte[] Shrink(byte[] picture, int width)
    {
        Libvips.Initialize();
        using var variant = Image.ThumbnailBuffer(picture, width, height: PictureId.MaxSide, size: Enums.Size.Down);
        return Save(variant, VariantQuality);
    }

    /// <summary>Reads no more than the header: pixels are decoded on demand.</summary>
    private static void CheckHeader(byte[] bytes, PictureFormat format)
    {
        using var header = Image.NewFromBuffer(bytes, access: Enums.Access.Sequential);
        // A file may be two things at once.
        if ((string)header.Get("vips-loader") != Libvips.LoaderOf(format))
            throw new PictureException($"must be {PictureFormats.Names}");

        var isDeep = header.Format is not Enums.BandFormat.Uchar;
        if (PictureLimits.Check(format, header.Width, header.Height, isDeep) is { } expected)
            throw new PictureException(expected);
    }

    private static byte[] Save(Image picture, int quality) => picture.WebpsaveBuffer(q: quality, keep: Enums.ForeignKeep.None);
}
