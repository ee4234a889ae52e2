using MudBlazor;

namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>Colours and type. The system's own font needs no file.</summary>
internal static class Look
{
    private static readonly string[] Font = ["system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight()
        {
            Primary = "#1f5f4a",
            Secondary = "#8a4b16",
            AppbarBackground = "#173d31",
            Background = "#f6f6f3",
            Success = "#1b6e35",
            Warning = "#8a5300",
            Error = "#b3261e",
            Info = "#1a5f9e",
            TextSecondary = "#52575a",
        },
        PaletteDark = new PaletteDark()
        {
            Primary = "#7fd1b0",
            PrimaryContrastText = "#06281d",
            Secondary = "#f0b27a",
            AppbarBackground = "#12241e",
            Success = "#7bd48f",
            SuccessContrastText = "#06281d",
            Warning = "#f2b95c",
            WarningContrastText = "#2b1c00",
            Error = "#ff8f86",
            ErrorContrastText = "#380a06",
            Info = "#8fc5f5",
            InfoContrastText = "#06243e",
            TextSecondary = "#c3c7c9",
        },
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = Font },
            Button = new ButtonTypography { TextTransform = "none" },
        },
    };
}
