using Ecommerce.CatalogService.Domain.Media;
using NetVips;

namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>libvips as this service uses it: strangers' files meet the decoders of five formats, and no other.</summary>
internal static class Libvips
{
    private static readonly string[] Decoders =
    [
        "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadHeif", "VipsForeignLoadNsgif",
    ];

    private static readonly Lazy<bool> Ready = new(Configure);

    public static void Initialize() => _ = Ready.Value;

    public static string LoaderOf(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => "jpegload_buffer",
        PictureFormat.Png => "pngload_buffer",
        PictureFormat.WebP => "webpload_buffer",
        PictureFormat.Avif => "heifload_buffer",
        _ => "gifload_buffer",
    };

    private static bool Configure()
    {
        // No picture is decoded twice in a row, so nothing is cached; and several are made side by side, not one by several threads.
        NetVips.Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;
        Operation.Block("VipsForeignLoad", true);
        foreach (var decoder in Decoders)
            Operation.Block(decoder, false);
        return true;
    }
}
