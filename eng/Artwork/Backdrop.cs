namespace Ecommerce.Artwork;

/// <summary>What stands behind the products of a category.</summary>
/// <param name="Wall">A calm tint.</param>
/// <param name="Deep">Behind a closer look.</param>
/// <param name="Shadow">Of an object on it.</param>
/// <param name="Shapes">One large shape, sometimes two.</param>
internal sealed record Backdrop(string Wall, string Deep, string Shadow, string Shapes)
{
    private static readonly Dictionary<string, Backdrop> OfCategories = new(StringComparer.Ordinal)
    {
        ["Kitchen & Dining"] = new("#f7e6db", "#ecc7b0", "#7a4527",
            """<circle cx="500" cy="470" r="395" fill="#f0d0bd"/>"""),
        ["Home & Living"] = new("#eceee6", "#c3cec1", "#3f4a3e",
            """<path d="M150 1000V470a350 350 0 0 1 700 0v530z" fill="#cdd6ca"/>"""),
        ["Garden"] = new("#e3ecdf", "#c3d5ba", "#3c5238",
            """
            <path d="M0 560C180 380 420 330 640 420S930 560 1000 540V1000H0z" fill="#d3e0ca"/>
            <path d="M0 760C250 660 600 660 1000 780V1000H0z" fill="#c6d6bb"/>
            """),
        ["Stationery"] = new("#e0ebe7", "#b9d3c9", "#2f5549",
            """<rect x="140" y="110" width="720" height="720" rx="90" fill="#c9ded6" transform="rotate(-8 500 470)"/>"""),
        ["Books"] = new("#e4e8ec", "#c3ced7", "#34465a",
            """
            <path d="M90 1000V460C90 240 320 120 500 50c180 70 410 190 410 410v540z" fill="#d2dae1"/>
            """),
        ["Toys & Games"] = new("#fcecc9", "#f4d48b", "#8a6114",
            """
            <path d="M70 680a430 430 0 0 1 860 0z" fill="#f8dc9c"/><rect y="680" width="1000" height="320" fill="#f6d791"/>
            """),
        ["Audio"] = new("#e8e2ea", "#cdc0d3", "#4d3d58",
            """<circle cx="500" cy="500" r="430" fill="#ddd3e1"/><circle cx="500" cy="500" r="300" fill="#d3c7d9"/>"""),
        ["Computing"] = new("#e0e6f0", "#bccadf", "#33456a",
            """<rect x="110" y="150" width="780" height="700" rx="150" fill="#cdd8e8"/>"""),
        ["Clothing"] = new("#f1e6df", "#dfc5b8", "#6b4636",
            """<ellipse cx="500" cy="500" rx="350" ry="430" fill="#e2c9bb"/>"""),
        ["Shoes"] = new("#e6e8dd", "#c8cbb2", "#4f5238",
            """<path d="M0 640C260 640 520 470 700 360S920 240 1000 230V1000H0z" fill="#cdd0ba"/>"""),
        ["Bags & Travel"] = new("#deeaef", "#b3d0dc", "#2f5263",
            """<circle cx="640" cy="390" r="290" fill="#f1dfc0"/><rect y="680" width="1000" height="320" fill="#c7dde6"/>"""),
        ["Sports & Fitness"] = new("#e6eee9", "#bfd6cd", "#2d5547",
            """
            <path d="M0 420C170 300 330 300 500 420S830 540 1000 420V1000H0z" fill="#d3e3dc"/>
            <path d="M0 640C170 520 330 520 500 640S830 760 1000 640V1000H0z" fill="#c6dad1"/>
            """),
        ["Beauty & Care"] = new("#f8e8e4", "#ecc9c2", "#7d433c",
            """<path d="M500 90c240-10 390 150 380 390S720 880 480 870 110 690 130 450 280 100 500 90z" fill="#f1d5cf"/>"""),
        ["Pantry"] = new("#f6ebcf", "#e6cf94", "#6f541a",
            """<path d="M60 1000V560a440 440 0 0 1 880 0v440z" fill="#eedcae"/>"""),
        ["Tools & DIY"] = new("#e8e4de", "#c9c0b4", "#4a4138",
            """<path d="M0 700 700 0h300v300L300 1000H0z" fill="#d9d2c8"/>"""),
    };

    public static Backdrop Of(string category) => OfCategories.TryGetValue(category, out var backdrop)
        ? backdrop
        : throw new InvalidOperationException($"is of {category}, whose backdrop Backdrop.cs does not know");
}
