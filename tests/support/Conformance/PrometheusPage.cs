using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Ecommerce.Conformance;

/// <summary>A strict reader of Prometheus' text format 0.0.4: what it does not understand is a failure.</summary>
public sealed partial class PrometheusPage
{
    private readonly List<PrometheusSample> samples = [];
    private readonly Dictionary<string, string> types = new(StringComparer.Ordinal);

    /// <summary>Every sample in the order of the page.</summary>
    public IReadOnlyList<PrometheusSample> Samples => samples;

    /// <summary>The type of each family.</summary>
    public IReadOnlyDictionary<string, string> Types => types;

    /// <summary>Reads a page and checks it as a whole.</summary>
    public static PrometheusPage Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        var page = new PrometheusPage();
        var family = "";
        foreach (var line in text.Split('\n')[..^1])
            family = page.Take(line, family);
        page.CheckHistograms();
        return page;
    }

    /// <summary>The samples of that name.</summary>
    public IEnumerable<PrometheusSample> Of(string name) => samples.Where(sample => sample.Name == name);

    private string Take(string line, string family)
    {
        if (Help().IsMatch(line))
            return family;
        if (Type().Match(line) is { Success: true } type)
        {
            Assert.True(types.TryAdd(type.Groups[1].Value, type.Groups[2].Value), $"The family appears twice: {line}");
            return type.Groups[1].Value;
        }

        var sample = Parse(line);
        Assert.True(BelongsTo(sample.Name, family), $"A sample stands outside of its family {family}: {line}");
        Assert.DoesNotContain(samples, other => other.Name == sample.Name && other.SameLabels(sample.Labels));
        samples.Add(sample);
        return family;
    }

    private bool BelongsTo(string sample, string family) => types.GetValueOrDefault(family) switch
    {
        "histogram" => sample == $"{family}_bucket" || sample == $"{family}_sum" || sample == $"{family}_count",
        "counter" => sample == family && family.EndsWith("_total", StringComparison.Ordinal),
        "gauge" => sample == family,
        _ => false,
    };

    private static PrometheusSample Parse(string line)
    {
        var match = Sample().Match(line);
        Assert.True(match.Success, $"Not a sample: {line}");
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match label in Label().Matches(match.Groups["labels"].Value))
            Assert.True(labels.TryAdd(label.Groups[1].Value, Unescape(label.Groups[2].Value)), $"A label appears twice: {line}");
        return new(match.Groups["name"].Value, labels, Number(match.Groups["value"].Value));
    }

    private void CheckHistograms()
    {
        foreach (var name in types.Where(type => type.Value == "histogram").Select(type => type.Key))
        {
            foreach (var count in Of($"{name}_count"))
            {
                var buckets = Of($"{name}_bucket")
                    .Where(bucket => count.SameLabels(bucket.Labels.Where(label => label.Key != "le"))).ToArray();
                Assert.Equal(buckets.OrderBy(bucket => Number(bucket.Labels["le"])), buckets);
                Assert.Equal(buckets.OrderBy(bucket => bucket.Value), buckets);
                Assert.Equal("+Inf", buckets[^1].Labels["le"]);
                Assert.Equal(count.Value, buckets[^1].Value);
                Assert.Single(Of($"{name}_sum"), sum => sum.SameLabels(count.Labels));
            }
        }
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static string Unescape(string value)
        => Escape().Replace(value, escape => escape.Value switch { "\\n" => "\n", var other => other[1..] });

    [GeneratedRegex(@"^# HELP [a-zA-Z_:][a-zA-Z0-9_:]* (?:[^\\]|\\\\|\\n)*$")]
    private static partial Regex Help();

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex Type();

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<labels>"""
        + """(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\\\|\\"|\\n)*"(?:,(?!\})|(?=\})))+)\})? (?<value>\S+)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Label();

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escape();
}

/// <summary>One line of a page.</summary>
/// <param name="Name">With <c>_bucket</c> and the like.</param>
/// <param name="Labels">Their values unescaped.</param>
/// <param name="Value">May be infinite or not a number.</param>
public sealed record PrometheusSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
{
    /// <summary>Whether these are the same labels with the same values, in any order.</summary>
    public bool SameLabels(IEnumerable<KeyValuePair<string, string>> labels)
        => Labels.OrderBy(label => label.Key, StringComparer.Ordinal)
            .SequenceEqual(labels.OrderBy(label => label.Key, StringComparer.Ordinal));
}
