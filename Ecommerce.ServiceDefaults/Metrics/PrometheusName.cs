using System.Text.RegularExpressions;
using OpenTelemetry.Metrics;

namespace Ecommerce.ServiceDefaults.Metrics;

/// <summary>
/// OpenTelemetry's names as Prometheus spells them: <c>http.server.request.duration</c> in <c>s</c> is <c>http_server_request_duration_seconds</c>.
/// </summary>
internal static partial class PrometheusName
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["d"] = "days", ["h"] = "hours", ["min"] = "minutes", ["s"] = "seconds",
        ["ms"] = "milliseconds", ["us"] = "microseconds", ["ns"] = "nanoseconds",
        ["By"] = "bytes", ["KiBy"] = "kibibytes", ["MiBy"] = "mebibytes", ["GiBy"] = "gibibytes",
        ["KBy"] = "kilobytes", ["MBy"] = "megabytes", ["GBy"] = "gigabytes",
        ["m"] = "meters", ["V"] = "volts", ["A"] = "amperes", ["J"] = "joules", ["W"] = "watts", ["g"] = "grams",
        ["Cel"] = "celsius", ["Hz"] = "hertz", ["%"] = "percent",
    };

    private static readonly Dictionary<string, string> PerUnits = new(StringComparer.Ordinal)
    {
        ["s"] = "second", ["m"] = "minute", ["h"] = "hour", ["d"] = "day", ["w"] = "week", ["mo"] = "month", ["y"] = "year",
    };

    public static string Of(Metric metric) => Of(metric.Name, metric.Unit, metric.MetricType);

    public static string Of(string name, string? unit, MetricType type)
    {
        var isCounter = type is MetricType.LongSum or MetricType.DoubleSum;
        var isGauge = type is MetricType.LongGauge or MetricType.DoubleGauge;
        var stem = Metric(name);
        if (isCounter && stem.EndsWith("_total", StringComparison.Ordinal))
            stem = stem[..^"_total".Length];

        var suffix = unit == "1" ? (isGauge ? "ratio" : "") : Unit(unit ?? "");
        if (suffix.Length > 0 && !$"_{stem}_".Contains($"_{suffix}_", StringComparison.Ordinal))
            stem = $"{stem}_{suffix}";
        return isCounter ? $"{stem}_total" : stem;
    }

    public static string Label(string name) => Digit(Runs().Replace(NotLabel().Replace(name, "_"), "_"));

    private static string Metric(string name) => Digit(Runs().Replace(NotMetric().Replace(name, "_"), "_").TrimEnd('_'));

    private static string Digit(string name) => name.Length > 0 && char.IsAsciiDigit(name[0]) ? $"_{name}" : name;

    /// <summary>What stands in braces is a comment, not a unit.</summary>
    private static string Unit(string unit)
    {
        var parts = Comments().Replace(unit, "").Split('/', 2);
        var whole = Word(parts[0], Units);
        var per = parts.Length > 1 ? Word(parts[1], PerUnits) : "";
        return (whole, per) switch
        {
            (_, "") => whole,
            ("", _) => $"per_{per}",
            _ => $"{whole}_per_{per}",
        };
    }

    private static string Word(string unit, Dictionary<string, string> names)
        => names.TryGetValue(unit, out var name) ? name : Runs().Replace(NotLabel().Replace(unit, "_"), "_").Trim('_');

    [GeneratedRegex("[^a-zA-Z0-9_:]")]
    private static partial Regex NotMetric();

    [GeneratedRegex("[^a-zA-Z0-9_]")]
    private static partial Regex NotLabel();

    [GeneratedRegex("__+")]
    private static partial Regex Runs();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Comments();
}
