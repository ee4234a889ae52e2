using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>The last of the shop's tests: others rely on what is in it.</summary>
[Collection(nameof(Shop))]
public sealed class ResetTests(Shop shop)
{
    [Fact]
    public async Task Reset_deletes_accounts_and_opens_the_shop_again_with_its_demo_catalogue()
    {
        using var http = new HttpClient { BaseAddress = shop.Gateway, DefaultRequestHeaders = { { "User-Agent", "reset-tests" } } };
        var account = new { email = "before-reset@shop.example", password = "a password before the reset", name = "A Shopper" };
        var login = new { account.email, account.password };
        (await http.PostAsJsonAsync("/users", account)).EnsureSuccessStatusCode();

        var result = await shop.ExecuteAsync("postgres", "reset");

        Assert.True(result.Success, result.Message);
        await shop.IsHealthyAsync("gateway");
        await Eventually.Async(() => HasProductsAsync(http), "the demo catalogue is there", TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsJsonAsync("/users/login", login)).StatusCode);
    }

    private static async Task<bool> HasProductsAsync(HttpClient http)
    {
        using var response = await http.GetAsync("/products?limit=1");
        return response.IsSuccessStatusCode
            && JsonNode.Parse(await response.Content.ReadAsStringAsync())!["items"]!.AsArray().Count == 1;
    }
}
