using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Demo.Tests;

/// <summary>Shoppers in front of a shop that fails as told.</summary>
public sealed class ShopperTests
{
    [Fact]
    public async Task Unanswered_checkout_is_repeated_with_its_key_and_counted_once()
    {
        await using var shop = await StubShop.OpenAsync();
        shop.Outages = 2;
        await using var shoppers = await StartAsync(shop, ("Shoppers__Customers", "1"));

        var figures = await Eventually.Async(() => FiguresAsync(shoppers), figures => Accepted(figures) >= 1, "an order is accepted");

        var tries = shop.Keys.Take(3).ToList();
        Assert.Single(tries.Distinct());
        Assert.NotNull(tries[0]);
        Assert.Contains(figures["errors"]!.AsArray(), error => (string?)error!["kind"] is "checkout: 503" or "checkout again: 503");
        Assert.True(Accepted(figures) <= shop.Keys.Distinct().Count());
    }

    [Fact]
    public async Task Rate_changes_while_running()
    {
        await using var shop = await StubShop.OpenAsync();
        await using var shoppers = await StartAsync(shop, ("Shoppers__Rate", "0"));
        Assert.Equal(0, Started(await FiguresAsync(shoppers)));

        using var turned = await shoppers.Client.PostAsJsonAsync("/rate", new { rate = 20 });
        Assert.Equal(HttpStatusCode.OK, turned.StatusCode);
        await Eventually.Async(async () => Started(await FiguresAsync(shoppers)) > 0, "somebody comes");
        using var slowed = await shoppers.Client.PostAsJsonAsync("/rate", new { rate = 0.01 });

        Assert.Equal(HttpStatusCode.OK, slowed.StatusCode);
    }

    [Theory]
    [InlineData("51")]
    [InlineData("-1")]
    [InlineData("0.0099")]
    [InlineData("1e-300")]
    [InlineData("1e300")]
    public async Task A_rate_that_nobody_could_keep_is_refused_and_the_old_one_stays(string rate)
    {
        await using var shop = await StubShop.OpenAsync();
        await using var shoppers = await StartAsync(shop);

        using var json = new StringContent($$"""{"rate":{{rate}}}""", Encoding.UTF8, "application/json");
        using var refused = await shoppers.Client.PostAsync("/rate", json);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("\"rate\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(20, (double)(await FiguresAsync(shoppers))["rate"]!);
    }

    [Fact]
    public async Task Visitor_over_the_limit_is_turned_away()
    {
        await using var shop = await StubShop.OpenAsync(hangs: true);
        await using var shoppers = await StartAsync(shop, ("Shoppers__MostAtOnce", "3"), ("Shoppers__SettleWithin", "0"));

        await Eventually.Async(async () => (int)(await FiguresAsync(shoppers))["journeys"]!["turnedAway"]! > 3, "people are turned away");

        Assert.Equal(3, shop.MaxConcurrent);
    }

    [Fact]
    public async Task Unavailable_shop_does_not_stop_the_shoppers()
    {
        await using var shoppers = await ServiceProcess.StartAsync("Shoppers", new Dictionary<string, string>
        {
            ["Shoppers__Gateway"] = $"http://127.0.0.1:{Ports.Free()}", ["Shoppers__Rate"] = "20",
        });

        await Eventually.Async(async () => (int)(await FiguresAsync(shoppers))["journeys"]!["failed"]! > 5, "journeys fail");

        Assert.Contains((await FiguresAsync(shoppers))["errors"]!.AsArray(), error => (string?)error!["kind"] == "categories: no answer");
    }

    [Fact]
    public async Task Shutdown_settles_running_journeys()
    {
        await using var shop = await StubShop.OpenAsync();
        shop.Outages = int.MaxValue;
        await using var shoppers = await StartAsync(shop);
        await Eventually.Async(() => shop.Keys.Count > 1, "a checkout is tried again");

        shoppers.Terminate();
        shop.Outages = 0;

        Assert.Equal(0, await shoppers.WaitForExitAsync());
        Assert.DoesNotContain("before it was known", shoppers.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unsettled_call_is_reported_with_its_key()
    {
        await using var shop = await StubShop.OpenAsync();
        shop.Outages = int.MaxValue;
        await using var shoppers = await StartAsync(shop, ("Shoppers__SettleWithin", "0:00:00.2"));
        await Eventually.Async(() => shop.Keys.Count > 1, "a checkout is tried again");

        shoppers.Terminate();

        Assert.Equal(0, await shoppers.WaitForExitAsync());
        Assert.All(shop.Keys.Distinct(), key => Assert.Contains($"checkout {key}", shoppers.Output, StringComparison.Ordinal));
    }

    internal static async Task<JsonNode> FiguresAsync(ServiceProcess shoppers)
        => JsonNode.Parse(await shoppers.Client.GetStringAsync("/figures"))!;

    internal static int Accepted(JsonNode figures) => (int)figures["orders"]!["accepted"]!;

    private static int Started(JsonNode figures) => (int)figures["journeys"]!["started"]!;

    private static Task<ServiceProcess> StartAsync(StubShop shop, params (string Name, string Value)[] settings)
    {
        var environment =
            new Dictionary<string, string> { ["services__gateway__http__0"] = shop.Address.OriginalString, ["Shoppers__Rate"] = "20" };
        foreach (var (name, value) in settings) environment[name] = value;
        return ServiceProcess.StartAsync("Shoppers", environment);
    }
}
