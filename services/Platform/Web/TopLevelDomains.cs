using System.Collections.Frozen;

namespace Ecommerce.Web;

/// <summary>The top-level domains that IANA lists; <c>eng/top-level-domains</c> brings them up to date.</summary>
internal static class TopLevelDomains
{
    private const string Resource = "top-level-domains.txt";
    private const string EncodedPrefix = "xn--";

    /// <summary>In use without being listed (RFC 6761).</summary>
    private static readonly string[] SpecialUse = ["example", "onion"];

    private static readonly FrozenSet<string> Domains = Read();

    /// <param name="label">Lower-case, in Unicode or encoded.</param>
    public static bool Contains(string label) => Domains.Contains(label) || label.StartsWith(EncodedPrefix, StringComparison.Ordinal);

    private static FrozenSet<string> Read()
    {
        using var reader = new StreamReader(typeof(TopLevelDomains).Assembly.GetManifestResourceStream(Resource)!);
        var listed = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return listed.Concat(SpecialUse).ToFrozenSet(StringComparer.Ordinal);
    }
}
