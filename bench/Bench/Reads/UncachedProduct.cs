using Ecommerce.Testing;

namespace Ecommerce.Bench.Reads;

/// <summary>Products that nobody has looked at lately, against one query of the same row.</summary>
internal sealed class UncachedProduct : IMeasure
{
    private const int Products = 100_000;
    private const string Query = "SELECT document FROM products WHERE id = $1";

    public string Name => "product-uncached";

    public async Task<IReadOnlyList<Figure>> RunAsync(Servers servers, Plan plan)
    {
        await using var stage = await Stage.StartAsync(servers, Products);
        var paths = await ProductPaths.ReadAsync(stage.Database, Products);
        var folder = new TemporaryFolder();
        try
        {
            var file = Path.Combine(folder.Path, "paths");
            await File.WriteAllLinesAsync(file, paths);
            await using var baseline = await stage.BaselineAsync(
                new Uri(stage.Catalogue.Address, paths[0]), ("POSTGRES", stage.TunedDatabase), ("SQL", Query));
            return await SideBySide.RunAsync(new(stage.Catalogue, null, file), new(baseline, null, file), plan, goal: 0.75);
        }
        finally
        {
            folder.Delete();
        }
    }
}
