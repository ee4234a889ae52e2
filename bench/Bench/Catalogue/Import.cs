using System.Diagnostics;

namespace Ecommerce.Bench.Catalogue;

/// <summary>A shop owner sends a whole catalogue: how long it takes, and what memory it takes at most.</summary>
internal sealed class Import : IMeasure
{
    public string Name => "import";

    public async Task<IReadOnlyList<Figure>> RunAsync(Servers servers, Plan plan)
    {
        using var file = new ProductFile(plan.Import);
        await using var catalogue = await servers.StartAsync(
            "Ecommerce.CatalogService", null, ("ConnectionStrings__catalog", await servers.CreateDatabaseAsync()));
        var before = ProcessFigures.PeakMemory(catalogue.Id);
        var watch = Stopwatch.StartNew();
        await file.ImportAsync(catalogue, servers.Tokens);
        return
        [
            new($"{plan.Import} products", watch.Elapsed.TotalSeconds, "s"),
            new("peak memory", ProcessFigures.PeakMemory(catalogue.Id), "MB"),
            new("peak memory before", before, "MB"),
        ];
    }
}
