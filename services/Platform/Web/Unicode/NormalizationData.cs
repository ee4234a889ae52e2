using System.Collections.Frozen;
using System.Globalization;

namespace Ecommerce.Web.Unicode;

/// <summary>Code points and what they are made of, as <c>normalization.txt</c> has them; <c>eng/unicode</c> brings it up to date.</summary>
internal static class NormalizationData
{
    private const string Resource = "normalization.txt";

    static NormalizationData()
    {
        var sections = Read();
        Canonical = sections["canonical"].ToFrozenDictionary(line => line[0], line => line[1..]);
        Compatibility = sections["compatibility"].ToFrozenDictionary(line => line[0], line => line[1..]);
        Compositions = sections["compositions"].ToFrozenDictionary(line => (line[1], line[2]), line => line[0]);
        Classes = sections["classes"].ToFrozenDictionary(line => line[0], line => line[1]);
    }

    /// <summary>Full canonical decompositions, without Hangul.</summary>
    public static FrozenDictionary<int, int[]> Canonical { get; }

    /// <summary>Full compatibility decompositions, where they are others than the canonical ones.</summary>
    public static FrozenDictionary<int, int[]> Compatibility { get; }

    /// <summary>Composed code points by their two parts, without Hangul.</summary>
    public static FrozenDictionary<(int First, int Second), int> Compositions { get; }

    /// <summary>Canonical combining classes other than 0.</summary>
    public static FrozenDictionary<int, int> Classes { get; }

    private static Dictionary<string, List<int[]>> Read()
    {
        using var reader = new StreamReader(typeof(NormalizationData).Assembly.GetManifestResourceStream(Resource)!);
        var sections = new Dictionary<string, List<int[]>>(StringComparer.Ordinal);
        var section = new List<int[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
                sections[line.Trim('[', ']')] = section = [];
            else if (!line.StartsWith('#'))
                section.Add([.. line.Split(' ').Select(number => int.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture))]);
        }

        return sections;
    }
}
