namespace Ecommerce.CatalogService.Features.ImportProducts;

/// <summary>Counts lines while the import runs.</summary>
internal sealed class ImportTally
{
    private const int MaxErrors = 1_000;

    private readonly List<LineErrors> errors = [];
    private int imported;
    private int updated;
    private int failed;

    public void Add(BatchResult batch)
    {
        imported += batch.Imported;
        updated += batch.Updated.Count;
        foreach (var line in batch.Failed)
            AddFailure(line);
    }

    public void AddFailure(LineErrors line)
    {
        failed++;
        if (errors.Count < MaxErrors)
            errors.Add(line);
    }

    public ImportResponse ToResponse() => new(imported, updated, failed, [.. errors.OrderBy(e => e.Line)]);
}
