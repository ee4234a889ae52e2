using System.Globalization;

namespace Ecommerce.ServiceDefaults.Metrics;

/// <summary>Attributes as labels, rendered once: <c>{a="b",c="d"}</c> without the braces.</summary>
internal readonly record struct PrometheusLabels(string Text)
{
    /// <summary>Attributes whose names become the same label share it, their values joined by <c>;</c>.</summary>
    public static PrometheusLabels Of(IEnumerable<KeyValuePair<string, object?>> attributes)
        => new(string.Join(',', attributes
            .OrderBy(attribute => attribute.Key, StringComparer.Ordinal)
            .GroupBy(attribute => PrometheusName.Label(attribute.Key), StringComparer.Ordinal)
            .Select(group => Render(group.Key, string.Join(';', group.Select(attribute => TextOf(attribute.Value)))))));

    public PrometheusLabels And(string name, string value) => new(Text.Length == 0 ? Render(name, value) : $"{Text},{Render(name, value)}");

    private static string Render(string name, string value)
        => $"{name}=\"{PrometheusText.Escape(value).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string TextOf(object? value) => value switch
    {
        bool boolean => boolean ? "true" : "false",
        Array array => $"[{string.Join(',', array.Cast<object?>().Select(TextOf))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
