namespace Ecommerce.Bench.Reads;

/// <summary>A page of a list that many look at, against a delegate that writes the same bytes.</summary>
/// <param name="products">Out of how many.</param>
internal sealed class ProductPage(int products) : IMeasure
{
    private const string Path = "/products?limit=10";

    public string Name => $"page-of-{products}";

    public async Task<IReadOnlyList<Figure>> RunAsync(Servers servers, Plan plan)
    {
        await using var stage = await Stage.StartAsync(servers, products);
        await using var baseline = await stage.BaselineAsync(new Uri(stage.Catalogue.Address, Path));
        return await SideBySide.RunAsync(new(stage.Catalogue, Path), new(baseline, Path), plan, goal: 0.5);
    }
}
