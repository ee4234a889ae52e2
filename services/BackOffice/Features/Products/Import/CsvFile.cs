using System.Runtime.CompilerServices;
using nietras.SeparatedValues;

namespace Ecommerce.BackOffice.Features.Products.Import;

/// <summary>A product a row, under a row of titles.</summary>
internal static class CsvFile
{
    /// <summary>The titles of its columns.</summary>
    public static async Task<IReadOnlyList<string>> ReadTitlesAsync(Stream file, CancellationToken cancellationToken)
    {
        using var reader = await OpenAsync(file, cancellationToken);
        return [.. reader.Header.ColNames];
    }

    /// <param name="file">From its beginning.</param>
    /// <param name="mapping">What each column is.</param>
    /// <param name="cancellationToken">Of whoever waits for the rows.</param>
    public static async IAsyncEnumerable<ImportLine> ReadAsync(
        Stream file, ColumnMapping mapping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = await OpenAsync(file, cancellationToken);
        while (await reader.MoveNextAsync(cancellationToken))
            yield return LineOf(reader.Current, mapping);
    }

    // Names that appear twice and rows with too few cells are for the API to refuse, each with its line.
    private static ValueTask<SepReader> OpenAsync(Stream file, CancellationToken cancellationToken)
        => Sep.Reader(options => options with { Unescape = true, DisableColCountCheck = true })
            .FromAsync(new StreamReader(file, leaveOpen: true), cancellationToken);

    private static ImportLine LineOf(SepReader.Row row, ColumnMapping mapping)
    {
        // First: cells are unquoted in place.
        var text = row.Span.ToString();
        var cells = new string[row.ColCount];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = row[i].ToString();
        return new ImportLine(row.LineNumberFrom, text, mapping.ToJson(cells));
    }
}
