using QRCoder;

namespace Ecommerce.Storefront.Features.Orders;

internal static class QrCode
{
    private const int PixelsPerModule = 4;

    /// <summary>A drawing without styles of its own, which the content security policy refuses, that survives a fold.</summary>
    public static string Svg(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(PixelsPerModule, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
