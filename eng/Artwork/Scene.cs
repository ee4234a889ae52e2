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

    private readonly string shapes = drawing.Shapes(colour);

    public string Whole => Svg(All, backdrop.Wall, backdrop.Shapes);

    /// <summary>A part of it, from near, on a plain ground.</summary>
    public string Detail
    {
        get
        {
            const double Side = Units / Zoom;
            var (left, top) = (drawing.Detail.X - Side / 2, drawing.Detail.Y - Side / 2);
            return Svg(string.Create(CultureInfo.InvariantCulture, $"{left:0.#} {top:0.#} {Side:0.#} {Side:0.#}"), backdrop.Deep, "");
        }
    }

    private string Svg(string view, string ground, string behind) =>
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" width="1000" height="1000">
        <rect x="-1000" y="-1000" width="3000" height="3000" fill="{ground}"/>{behind}{Shadowed}
        </svg>
        """;

    private string Shadowed => drawing.StandsOnFloor ? Shadow() + shapes : Lying();

    /// <summary>As wide as what touches the floor.</summary>
    private string Shadow()
    {
        var alone = $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="{All}" width="1000" height="1000">{shapes}</svg>""";
        if (Raster.ReachOf(alone, Floor - Lowest) is not var (left, right))
            throw new InvalidOperationException($"does not stand on the line y={Floor}; what hangs or lies flat has data-floor=\"none\"");

        var (middle, half) = ((left + right) / 2, (right - left) / 2);
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            <filter id="scene-soft" x="-50%" y="-150%" width="200%" height="400%"><feGaussianBlur stdDeviation="14 7"/></filter>
            <g fill="{backdrop.Shadow}" filter="url(#scene-soft)">
            <ellipse cx="{middle + 22:0.#}" cy="{Floor}" rx="{half + 36:0.#}" ry="34" opacity=".24"/>
            <ellipse cx="{middle + 6:0.#}" cy="{Floor - 2}" rx="{half + 2:0.#}" ry="14" opacity=".42"/>
            </g>
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
