using System.Buffers;
using System.Globalization;

namespace Ecommerce.ServiceDefaults;

/// <summary>Tables of RFC 4180. A text that a spreadsheet would take for a formula is made harmless.</summary>
public static class Csv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r");

    /// <summary>A line with its end: times in UTC, numbers as every machine reads them, null as nothing.</summary>
    public static string Line(params ReadOnlySpan<object?> cells)
    {
        var texts = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            texts[i] = Cell(cells[i]);
        return string.Join(',', texts) + "\r\n";
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => Quote(text.AsSpan().IndexOfAny(Formula) == 0 ? $"'{text}" : text),
        DateTimeOffset at => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quote($"{value}"),
    };

    private static string Quote(string text)
        => text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
