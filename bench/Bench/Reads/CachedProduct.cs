namespace Ecommerce.Bench.Reads;

/// <summary>A product that everybody looks at, against a delegate that writes the same bytes.</summary>
internal sealed class CachedProduct : IMeasure
{
    public string Name => "product-cached";

    public async Task<IReadOnlyList<Figure>> RunAsync(Servers servers, Plan plan)
    {
        await using var stage = await Stage.StartAsync(servers, products: 1);
        var path = (await ProductPaths.ReadAsync(stage.Database, 1))[0];
        await using var baseline = await stage.BaselineAsync(new Uri(stage.Catalogue.Address, path));
        return await SideBySide.RunAsync(new(stage.Catalogue, path), new(baseline, path), plan, goal: 0.9);
    }
}
