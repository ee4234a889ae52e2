using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Ecommerce.Artwork;

/// <summary>An object on transparent ground, 1000 by 1000 units; README.md says how one is drawn.</summary>
internal sealed class Drawing
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>What would need a font, another file or a browser.</summary>
    private static readonly HashSet<string> Forbidden = new(StringComparer.Ordinal)
    {
        "text", "tspan", "textPath", "image", "script", "style", "foreignObject", "a", "animate", "animateTransform", "set",
    };

    private readonly XElement root;

    private Drawing(XElement root, string title)
    {
        this.root = root;
        Title = title;
        Detail = Point((string?)root.Attribute("data-detail") ?? "500,500");
        StandsOnFloor = (string?)root.Attribute("data-floor") != "none";
        Colours = ((string?)root.Attribute("data-colours") ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>What is seen, in plain words.</summary>
    public string Title { get; }

    /// <summary>The middle of the closer look.</summary>
    public (double X, double Y) Detail { get; }

    /// <summary>Otherwise it hangs, or lies flat and is seen from above.</summary>
    public bool StandsOnFloor { get; }

    /// <summary>Values of an option, one picture each.</summary>
    public IReadOnlyList<string> Colours { get; }

    /// <exception cref="InvalidOperationException">It cannot be drawn; the message says why.</exception>
    public static Drawing Load(string path, CatalogueLine product)
    {
        try
        {
            var svg = XElement.Load(path);
            var drawing = new Drawing(svg, svg.Element(Svg + "title")?.Value.Trim() ?? "");
            drawing.Check(product);
            return drawing;
        }
        catch (Exception wrong) when (wrong is XmlException or FormatException)
        {
            throw new InvalidOperationException(wrong.Message, wrong);
        }
    }

    /// <summary>The shapes, in a colour if it has colours.</summary>
    public string Shapes(string? colour)
    {
        var shapes = new XElement(Svg + "g", Presentation(), root.Elements().Where(part => part.Name != Svg + "title"));
        shapes.Descendants().Where(part => (string?)part.Attribute("data-only") is { } only && !Names(only, colour)).ToList()
            .ForEach(part => part.Remove());

        var text = shapes.ToString(SaveOptions.DisableFormatting);
        if (!Tones.AreIn(text))
            return text;
        return colour is null
            ? throw new InvalidOperationException("has var- tones, but no data-colours")
            : Tones.Of(colour).ApplyTo(text);
    }

    private void Check(CatalogueLine product)
    {
        if ((string?)root.Attribute("viewBox") != "0 0 1000 1000")
            throw new InvalidOperationException("needs viewBox=\"0 0 1000 1000\"");
        if (Title.Length == 0)
            throw new InvalidOperationException("needs a <title>: what is seen, in plain words");
        if (root.Descendants().FirstOrDefault(part => Forbidden.Contains(part.Name.LocalName)) is { } forbidden)
            throw new InvalidOperationException($"must not have <{forbidden.Name.LocalName}>");
        if (root.DescendantsAndSelf().Attributes().FirstOrDefault(IsForeign) is { } foreign)
            throw new InvalidOperationException($"refers to {foreign.Value}");
        if (Colours.FirstOrDefault(colour => !product.Options.Contains(colour)) is { } unknown)
            throw new InvalidOperationException($"has the colour {unknown}, which no variant has");
    }

    private static bool IsForeign(XAttribute attribute) =>
        attribute.Name.LocalName == "href" && !attribute.Value.StartsWith('#');

    /// <summary>Attributes that hold for all of its shapes: stroke-linejoin and the like.</summary>
    private IEnumerable<XAttribute> Presentation() => root.Attributes().Where(attribute =>
        !attribute.IsNamespaceDeclaration
        && attribute.Name.LocalName is not ("viewBox" or "width" or "height" or "version")
        && !attribute.Name.LocalName.StartsWith("data-", StringComparison.Ordinal));

    private static bool Names(string values, string? colour) =>
        values.Split(',', StringSplitOptions.TrimEntries).Contains(colour, StringComparer.Ordinal);

    private static (double X, double Y) Point(string text) => text.Split(',') is [var x, var y]
        ? (double.Parse(x, CultureInfo.InvariantCulture), double.Parse(y, CultureInfo.InvariantCulture))
        : throw new FormatException("data-detail is not x,y");
}
