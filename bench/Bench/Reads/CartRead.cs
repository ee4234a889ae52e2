namespace Ecommerce.Bench.Reads;

/// <summary>A cart with three lines at the catalogue's prices, against one GET of as many bytes.</summary>
internal sealed class CartRead : IMeasure
{
    public string Name => "cart";

    public async Task<IReadOnlyList<Figure>> RunAsync(Servers servers, Plan plan)
    {
        await using var stage = await Stage.StartAsync(servers, Carts.Lines);
        await using var carts = await Carts.StartAsync(servers, stage);
        using var created = (await carts.Client.PostAsync("/carts", null)).EnsureSuccessStatusCode();
        var path = created.Headers.Location!.ToString();
        await Carts.FillAsync(carts.Client, path);
        await using var baseline = await stage.BaselineAsync(new Uri(carts.Address, path), ("REDIS", servers.Redis.ConnectionString));
        return await SideBySide.RunAsync(new(carts, path), new(baseline, path), plan, goal: 0.85);
    }
}
