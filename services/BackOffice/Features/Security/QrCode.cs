using Microsoft.AspNetCore.Components;
using QRCoder;

namespace Ecommerce.BackOffice.Features.Security;

internal static class QrCode
{
    private const int PixelsPerModule = 4;

    /// <summary>A drawing of this process alone: no script and no other server gets the text.</summary>
    public static MarkupString Svg(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return new(code.GetGraphic(PixelsPerModule, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute));
    }
}
