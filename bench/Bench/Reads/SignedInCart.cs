using System.Net.Http.Headers;
using Ecommerce.Bench.Catalogue;

namespace Ecommerce.Bench.Reads;

/// <summary>The cart of somebody who is signed in: the token is looked at. The baseline makes the same GET and looks at none.</summary>
internal sealed class SignedInCart : IMeasure
{
    public string Name => "signed-in-cart";

    public async Task<IReadOnlyList<Figure>> RunAsync(Servers servers, Plan plan)
    {
        await using var stage = await Stage.StartAsync(servers, Carts.Lines);
        await using var carts = await Carts.StartAsync(servers, stage);
        var token = servers.Tokens.Issue(Guid.CreateVersion7());
        carts.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await Carts.FillAsync(carts.Client, "/carts/me");
        await using var baseline = await stage.BaselineAsync(
            new Uri(carts.Address, "/carts/me"), ("REDIS", servers.Redis.ConnectionString), ("TOKEN", token));
        return await SideBySide.RunAsync(new(carts, "/carts/me", Token: token), new(baseline, "/carts/me", Token: token), plan, goal: 0.7);
    }
}
