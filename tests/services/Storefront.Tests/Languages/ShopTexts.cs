using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ecommerce.Storefront.Tests.Languages;

/// <summary>The texts of the shop as its sources and its resources have them.</summary>
internal static partial class ShopTexts
{
    /// <summary>The folder of the storefront's sources.</summary>
    public static readonly string Sources = typeof(ShopTexts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Storefront").Value!;

    /// <summary>English to German, in the order of the file.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> German =
        [.. XDocument.Load(Path.Combine(Sources, "Infrastructure", "Languages", "Texts.de.resx")).Root!.Elements("data")
            .Select(entry => KeyValuePair.Create(entry.Attribute("name")!.Value, entry.Element("value")!.Value))];

    public static readonly IStringLocalizer<Texts> Localizer = new StringLocalizer<Texts>(
        new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    /// <summary>Relative path and text of every page and class.</summary>
    public static IEnumerable<(string Path, string Text)> Files()
        => Directory.EnumerateFiles(Sources, "*.*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".razor")
            .Select(path => (Path.GetRelativePath(Sources, path), File.ReadAllText(path)));

    /// <summary>Every key that stands in the sources.</summary>
    public static IReadOnlySet<string> KeysInSources()
        => Files().SelectMany(file => Keys(Comment().Replace(file.Text, ""))).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Keys(string source)
        => Single().Matches(source).Select(match => match.Groups[1].Value)
            .Concat(Pair().Matches(source).SelectMany(match => new[] { match.Groups[1].Value, match.Groups[2].Value }))
            .Select(Unquoted);

    private static string Unquoted(string literals)
        => Regex.Unescape(string.Concat(Literal().Matches(literals).Select(part => part.Groups[1].Value)));

    private const string Literals = """("(?:[^"\\]|\\.)*"(?:\s*\+\s*"(?:[^"\\]|\\.)*")*)""";

    [GeneratedRegex(@"(?m)^\s*///.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?:\bT\[|\btexts\[|\bKey\(|\bLinked\()\s*" + Literals)]
    private static partial Regex Single();

    [GeneratedRegex("""\.Plural\(\s*[^"]*?""" + Literals + @"\s*,\s*" + Literals)]
    private static partial Regex Pair();

    [GeneratedRegex("""
        "((?:[^"\\]|\\.)*)"
        """)]
    private static partial Regex Literal();
}
