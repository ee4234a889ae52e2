using System.Text.RegularExpressions;

namespace Ecommerce.Observability.Tests;

/// <param name="Matchers">The labels that it names, and the value where it wants exactly one.</param>
/// <param name="Grouped">Labels that aggregations around it keep, or match on.</param>
internal sealed record Selector(string Metric, IReadOnlyList<(string Label, string? Value)> Matchers, IReadOnlyList<string> Grouped);

/// <summary>Finds what an expression asks for. Prometheus itself says whether it is one.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "and", "or", "unless", "offset", "bool", "inf", "nan", "by", "without", "on", "ignoring", "group_left", "group_right", "start",
            "end", "atan2",
    };

    public static IReadOnlyList<Selector> Selectors(string expression)
    {
        var grouped = Grouping().Matches(expression).SelectMany(list => Name().Matches(list.Groups[1].Value)).Select(label => label.Value)
            .Distinct().ToList();
        var selectors = Metric().Matches(Grouping().Replace(expression, ""))
            .Where(match => match.Groups["name"].Success && !Words.Contains(match.Groups["name"].Value));
        return [.. selectors.Select(match => new Selector(match.Groups["name"].Value, Matchers(match.Groups["labels"].Value), grouped))];
    }

    private static List<(string Label, string? Value)> Matchers(string labels)
        => [.. Matcher().Matches(labels)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value == "=" ? match.Groups[3].Value : null))];

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)")]
    private static partial Regex Grouping();

    // A name that no bracket follows is a metric; strings, durations and what stands in braces are none.
    [GeneratedRegex("""
        "[^"]*"|'[^']*'|\[[^\]]*\]|(?<![\w.])\d[\w.]*|(?<name>[a-zA-Z_:][\w:]*)(?:\s*\{(?<labels>[^}]*)\}|(?!\s*\(|[\w:]))
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Metric();

    [GeneratedRegex("[a-zA-Z_][a-zA-Z0-9_]*")]
    private static partial Regex Name();

    [GeneratedRegex("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"")]
    private static partial Regex Matcher();
}
