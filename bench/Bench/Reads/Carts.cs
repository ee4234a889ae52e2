using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Bench.Catalogue;
using Ecommerce.Testing;

namespace Ecommerce.Bench.Reads;

/// <summary>cart-service beside the catalogue of a stage, and carts with three lines.</summary>
internal static class Carts
{
    public const int Lines = 3;

    public static Task<ServiceProcess> StartAsync(Servers servers, Stage stage)
        => servers.StartAsync(
            "Ecommerce.CartService", null, ("services__catalog-service__http__0", stage.Catalogue.Address.ToString()));

    public static async Task FillAsync(HttpClient carts, string path)
    {
        for (var line = 0; line < Lines; line++)
        {
            var item = new JsonObject { ["sku"] = ProductFile.Sku(line), ["quantity"] = line + 1 };
            (await carts.PostAsJsonAsync($"{path}/items", item)).EnsureSuccessStatusCode().Dispose();
        }
    }
}
