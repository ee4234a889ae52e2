using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Bench.Catalogue;

namespace Ecommerce.Bench.Reads;

/// <summary>A cart with three lines at the catalogue's prices, against one GET of as many bytes.</summary>
internal sealed class CartRead : IMeasure
{
    private const int Lines = 3;

    public string Name => "cart";

    public async Task<IReadOnlyList<Figure>> RunAsync(Servers servers, Plan plan)
    {
        await using var stage = await Stage.StartAsync(servers, Lines);
        await using var carts = await servers.StartAsync(
            "Ecommerce.CartService", null, ("services__catalog-service__http__0", stage.Catalogue.Address.ToString()));
        var path = await FillAsync(carts.Client);
        await using var baseline = await stage.BaselineAsync(new Uri(carts.Address, path), ("REDIS", servers.Redis.ConnectionString));
        return await SideBySide.RunAsync(new(carts, path), new(baseline, path), plan);
    }

    private static async Task<string> FillAsync(HttpClient carts)
    {
        using var created = (await carts.PostAsync("/carts", null)).EnsureSuccessStatusCode();
        var path = created.Headers.Location!.ToString();
        for (var line = 0; line < Lines; line++)
        {
            var item = new JsonObject { ["sku"] = ProductFile.Sku(line), ["quantity"] = line + 1 };
            (await carts.PostAsJsonAsync($"{path}/items", item)).EnsureSuccessStatusCode().Dispose();
        }

        return path;
    }
}
