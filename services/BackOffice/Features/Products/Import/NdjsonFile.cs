using System.Runtime.CompilerServices;

namespace Ecommerce.BackOffice.Features.Products.Import;

/// <summary>A product a line, as the API takes it and an export writes it.</summary>
internal static class NdjsonFile
{
    public static async IAsyncEnumerable<ImportLine> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        for (var number = 1; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
            if (!string.IsNullOrWhiteSpace(line))
                yield return new ImportLine(number, line, line);
    }
}
