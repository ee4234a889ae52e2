using System.Globalization;

namespace Ecommerce.BackOffice.Features.SearchSettings;

/// <summary>Groups of synonyms as people write them: a group a line, its words separated by commas.</summary>
internal static class SynonymText
{
    public static IReadOnlyList<IReadOnlyList<string>> GroupsOf(string text)
        => [.. Lines(text).Select(line => line.Group)];

    /// <summary>The line that a problem is about, counted from 1.</summary>
    /// <param name="path">Such as <c>groups[3][0]</c>.</param>
    /// <param name="text">As it was sent.</param>
    public static string LineOf(string path, string text)
    {
        var inside = path.Split('[', ']');
        return inside.Length > 1 && int.TryParse(inside[1], NumberStyles.None, CultureInfo.InvariantCulture, out var group)
            && Lines(text).ElementAtOrDefault(group) is { Number: > 0 } line
                ? $"{line.Number}"
                : path;
    }

    private static IEnumerable<(int Number, IReadOnlyList<string> Group)> Lines(string text) => text.Split('\n')
        .Select((line, at) => (
            at + 1, (IReadOnlyList<string>)line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        .Where(line => line.Item2.Count > 0);
}
