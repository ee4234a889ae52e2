using System.Globalization;

namespace Ecommerce.Artwork;

/// <summary>Puts a drawing before its category's backdrop, with the shadow that it throws.</summary>
internal sealed class Scene(Backdrop backdrop, Drawing drawing, string? colour)
{
    private const int Units = 1000;
    private const string All = "0 0 1000 1000";
    private const int Floor = 830;
    private const double Zoom = 2.1;

    /// <summary>How much of a drawing, from the floor up, throws the shadow.</summary>
    private const int Lowest = 60;

    /// <summary>Where an object that fills the picture begins.</summary>
    private const int Tall = 220;

    private readonly string shapes = drawing.Shapes(colour);

    public string Whole => Svg(All, backdrop.Wall, $"""{backdrop.Shapes}<g transform="translate(0 {-Lift()})">""", "</g>");

    /// <summary>A part of it, from near, on a plain ground.</summary>
    public string Detail
    {
        get
        {
            const double Side = Units / Zoom;
            var (left, top) = (drawing.Detail.X - Side / 2, drawing.Detail.Y - Side / 2);
            return Svg(string.Create(CultureInfo.InvariantCulture, $"{left:0.#} {top:0.#} {Side:0.#} {Side:0.#}"), backdrop.Deep, "", "");
        }
    }

    private string Alone => $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="{All}" width="1000" height="1000">{shapes}</svg>""";

    private string Svg(string view, string ground, string before, string after) =>
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" width="1000" height="1000">
        <rect x="-1000" y="-1000" width="3000" height="3000" fill="{ground}"/>
        {before}{(drawing.StandsOnFloor ? Standing() : Lying())}{after}
        </svg>
        """;

    /// <summary>A low object stands further back, so that it does not leave the picture's middle empty.</summary>
    private int Lift() => drawing.StandsOnFloor && Raster.ReachOf(Alone, 0) is { Top: > Tall } reach ? (int)((reach.Top - Tall) * 0.42) : 0;

    /// <summary>Its shadow is as wide as what touches the floor.</summary>
    private string Standing()
    {
        if (Raster.ReachOf(Alone, Floor - Lowest) is not { } reach)
            throw new InvalidOperationException($"does not stand on the line y={Floor}; what hangs or lies flat has data-floor=\"none\"");

        var (middle, half) = ((reach.Left + reach.Right) / 2, (reach.Right - reach.Left) / 2);
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            <filter id="scene-soft" x="-50%" y="-150%" width="200%" height="400%"><feGaussianBlur stdDeviation="14 7"/></filter>
            <g fill="{backdrop.Shadow}" filter="url(#scene-soft)">
            <ellipse cx="{middle + 22:0.#}" cy="{Floor}" rx="{half + 36:0.#}" ry="34" opacity=".24"/>
            <ellipse cx="{middle + 6:0.#}" cy="{Floor - 2}" rx="{half + 2:0.#}" ry="14" opacity=".42"/>
            </g>{shapes}
            """);
    }

    private string Lying() =>
        $"""
        <filter id="scene-soft" x="-20%" y="-20%" width="140%" height="140%">
        <feDropShadow dx="10" dy="18" stdDeviation="14" flood-color="{backdrop.Shadow}" flood-opacity=".32"/>
        </filter>
        <g filter="url(#scene-soft)">{shapes}</g>
        """;
}
