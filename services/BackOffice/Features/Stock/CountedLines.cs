using System.Globalization;
using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Stock;

/// <summary>Counts as people type, paste or upload them: a SKU and a number a line, between them a comma, a semicolon or a tab.</summary>
internal static class CountedLines
{
    /// <summary>What was read, and the number of the first line that is none; a row of titles is passed over.</summary>
    public static (IReadOnlyList<StocktakeCount> Counts, int? BadLine) Parse(string text)
    {
        var counts = new List<StocktakeCount>();
        foreach (var (i, line) in text.Split('\n', StringSplitOptions.TrimEntries).Index())
        {
            var cells = line.Split([',', ';', '\t'], StringSplitOptions.TrimEntries);
            if (line.Length == 0 || (i == 0 && cells[0].Equals("sku", StringComparison.OrdinalIgnoreCase)))
                continue;
            if (cells is not [var sku, var number]
                || !int.TryParse(number.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var counted))
                return ([], i + 1);
            counts.Add(new(sku.Trim('"'), counted));
        }

        return (counts, null);
    }
}
