using System.Globalization;
using System.Text;

namespace Ecommerce.ServiceDefaults.Metrics;

/// <summary>Prometheus' text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();

    /// <summary>Opens a family; all its samples follow before the next one.</summary>
    /// <param name="name">With unit and <c>_total</c>, without <c>_bucket</c> and the like.</param>
    /// <param name="type">counter, gauge or histogram.</param>
    /// <param name="help">One sentence; may be empty.</param>
    public void Family(string name, string type, string help)
    {
        if (help.Length > 0)
            text.Append("# HELP ").Append(name).Append(' ').Append(Escape(help)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    public void Sample(string name, PrometheusLabels labels, double value)
    {
        text.Append(name);
        if (labels.Text is { Length: > 0 } rendered)
            text.Append('{').Append(rendered).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(text.ToString());

    /// <summary>What text and label values have in common; in a label the quotation mark too must be escaped.</summary>
    public static string Escape(string value)
        => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
