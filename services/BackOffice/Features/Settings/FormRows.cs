namespace Ecommerce.BackOffice.Features.Settings;

/// <summary>Rows of a form that settings have by their keys.</summary>
internal static class FormRows
{
    /// <summary>Of rows of one key the last one counts: see <see cref="Repeated"/>.</summary>
    public static Dictionary<string, TValue> ByKey<TRow, TValue>(
        this IEnumerable<TRow> rows, Func<TRow, string> key, Func<TRow, TValue> value)
    {
        var values = new Dictionary<string, TValue>(StringComparer.Ordinal);
        foreach (var row in rows)
            values[key(row)] = value(row);
        return values;
    }

    public static IEnumerable<string> Repeated<TRow>(this IEnumerable<TRow> rows, Func<TRow, string> key)
        => rows.GroupBy(key, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key);
}

internal static class CountryText
{
    private const string Default = "Default";

    /// <summary>As the API writes it: two capital letters, or <c>Default</c>.</summary>
    public static string Of(string entered) => entered.Trim() is var text && text.Equals(Default, StringComparison.OrdinalIgnoreCase)
        ? Default
        : text.ToUpperInvariant();
}
