namespace Ecommerce.CatalogService.Import;

internal sealed record LineErrors(int Line, IReadOnlyDictionary<string, string[]> Errors);

/// <summary>What became of an import: the lines counted by their fate, and the first bad ones.</summary>
internal sealed record ImportResponse(int Imported, int Updated, int Failed, IReadOnlyList<LineErrors> Errors);

/// <summary>Counts as the import goes on.</summary>
internal sealed class ImportTally
{
    private const int MostErrors = 1_000;

    private readonly List<LineErrors> errors = [];
    private int imported;
    private int updated;
    private int failed;

    public void Add(BatchResult batch)
    {
        imported += batch.Imported;
        updated += batch.Updated.Count;
        foreach (var (line, why) in batch.Failed)
            Failed(line, why);
    }

    public void Failed(int line, IReadOnlyDictionary<string, string[]> why)
    {
        failed++;
        if (errors.Count < MostErrors)
            errors.Add(new LineErrors(line, why));
    }

    public ImportResponse ToResponse() => new(imported, updated, failed, [.. errors.OrderBy(e => e.Line)]);
}
