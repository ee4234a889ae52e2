namespace Ecommerce.Artwork;

/// <summary>What var-base, var-light and var-dark stand for in a drawing that has colours.</summary>
internal sealed record Tones(string Base, string Light, string Dark)
{
    private static readonly Dictionary<string, Tones> OfValues = new(StringComparer.Ordinal)
    {
        ["birch"] = new("#e9d3ac", "#f4e5c8", "#cfb081"),
        ["black"] = new("#34393c", "#4f565a", "#212527"),
        ["bottle green"] = new("#2f5d46", "#4b7c62", "#1f4332"),
        ["brick"] = new("#a9503a", "#c46d54", "#843a29"),
        ["camel"] = new("#c1935c", "#d6b083", "#9f7543"),
        ["chalk"] = new("#f2ede1", "#fffdf7", "#d6cebc"),
        ["charcoal"] = new("#4a5053", "#676e71", "#343a3d"),
        ["clay"] = new("#c8663f", "#dc8a66", "#a54d2b"),
        ["coral"] = new("#e5775f", "#f29c88", "#c25843"),
        ["cream"] = new("#f3e7cd", "#fdf7e8", "#d9c8a3"),
        ["damson"] = new("#6a3f66", "#8a5f86", "#4c2a4a"),
        ["dark brown"] = new("#5d3d2a", "#7a5640", "#43291b"),
        ["dawn blue"] = new("#b3cfdc", "#d0e3eb", "#8fb1c2"),
        ["ecru"] = new("#e8dcc0", "#f5eddb", "#cbbb97"),
        ["fern"] = new("#6f9463", "#90b184", "#537549"),
        ["flax"] = new("#d9c7a0", "#e9dcbe", "#bca77c"),
        ["forest"] = new("#335c4b", "#4e7a67", "#234436"),
        ["graphite"] = new("#53585c", "#71777b", "#3a3f42"),
        ["green"] = new("#5f7d5a", "#819d7b", "#466042"),
        ["grey"] = new("#a3a9aa", "#c1c6c6", "#828a8c"),
        ["harbour blue"] = new("#2f5f86", "#4f80a8", "#204563"),
        ["indigo"] = new("#3a4a7c", "#5a6ba0", "#28355d"),
        ["ink"] = new("#2c3f57", "#48607d", "#1d2c40"),
        ["moss"] = new("#717b4b", "#8f996a", "#555e36"),
        ["natural"] = new("#dcc9a4", "#ecdfc4", "#bfa97f"),
        ["navy"] = new("#2f4a6d", "#4a688f", "#20354f"),
        ["oak gall"] = new("#3f3a44", "#5d5763", "#2a262e"),
        ["oat"] = new("#e2d3b3", "#f0e6cf", "#c6b48e"),
        ["ocean"] = new("#3f8f93", "#6db5b8", "#2b6d75"),
        ["ochre"] = new("#d19a3c", "#e5b866", "#ac7a26"),
        ["olive"] = new("#7d8051", "#9b9e70", "#60633a"),
        ["plum"] = new("#7b4b73", "#996b92", "#5c3556"),
        ["rust"] = new("#b5552f", "#cd7852", "#8f3f20"),
        ["sage"] = new("#8fa98b", "#afc4ab", "#718b6d"),
        ["sand"] = new("#d8bf96", "#e8d6b7", "#b99d71"),
        ["sea"] = new("#4a8a96", "#70aab4", "#346b76"),
        ["sea mist"] = new("#a9c6bd", "#c9ddd6", "#84a79d"),
        ["slate"] = new("#5d6a72", "#7d8a92", "#454f56"),
        ["steel"] = new("#9aa5ab", "#bcc5c9", "#75818a"),
        ["stone"] = new("#a49d91", "#c0baaf", "#827b70"),
        ["storm"] = new("#50616e", "#6f808c", "#3a4852"),
        ["sunrise"] = new("#e98a4b", "#f4b368", "#c8663f"),
        ["sunset"] = new("#d9694c", "#ec9473", "#b24c36"),
        ["tan"] = new("#b67d4c", "#ce9c70", "#926036"),
        ["teal"] = new("#3f8f93", "#65adb0", "#2c6d72"),
        ["white"] = new("#f4f2ec", "#ffffff", "#d7d4ca"),
        ["yellow"] = new("#e6b23c", "#f3cd70", "#c18f24"),
    };

    public static bool AreIn(string shapes) => shapes.Contains("var-", StringComparison.Ordinal);

    public static Tones Of(string value) => OfValues.TryGetValue(value, out var tones)
        ? tones
        : throw new InvalidOperationException($"has the colour {value}, whose tones Tones.cs does not know");

    public string ApplyTo(string shapes) => shapes
        .Replace("var-base", Base, StringComparison.Ordinal)
        .Replace("var-light", Light, StringComparison.Ordinal)
        .Replace("var-dark", Dark, StringComparison.Ordinal);
}
