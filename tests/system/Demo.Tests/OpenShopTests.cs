using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Demo.Tests;

/// <summary>Things are killed and broken while people buy.</summary>
public sealed class OpenShopTests(OpenShop open) : IClassFixture<OpenShop>
{
    [Fact]
    public async Task Invariants_hold_while_services_are_killed()
    {
        var before = (await open.IsAsync("Healthy"))["past"]!.ToJsonString();
        await open.SellsAsync(5);
        await open.Shop.Payments.StopAsync();
        await open.Shop.Orders[0].StopAsync();
        await Eventually.Async(async () => (await open.ReportAsync())?["silent"]!.AsArray().Count == 2, "both are missed");
        Assert.Equal("Healthy", (string?)(await open.ReportAsync())!["state"]);

        await Task.WhenAll(open.Shop.Payments.StartAsync(), open.Shop.Orders[0].StartAsync());
        await open.SellsAsync(5);

        var report = await open.IsAsync("Healthy");
        Assert.Equal(before, report["past"]!.ToJsonString());
        Assert.True(CountOf(report, 10, "answers that shoppers hold it to") > 0, "nobody holds the shop to anything");
    }

    [Fact]
    public async Task Unavailable_store_makes_the_state_unknown_and_is_named()
    {
        await open.IsAsync("Healthy");
        await open.Shop.Redis.StopAsync();

        // It may go away in the middle of a look, of which a part is done.
        var report = (await Eventually.Async(
            async () => await open.ReportAsync()
                ?? new JsonObject(), report => Unknown(report) is [6, 8], "6 and 8 are not known", TimeSpan.FromMinutes(2)))!;
        using var health = await open.Invariants.Client.GetAsync("/health");
        await open.Shop.Redis.StartAsync();

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal("Degraded", (string?)JsonNode.Parse(await health.Content.ReadAsStringAsync())!["status"]);
        Assert.StartsWith("redis", (string?)Assert.Single(report["away"]!.AsArray()), StringComparison.Ordinal);
        Assert.Equal("Degraded", (string?)report["state"]);
        await open.IsAsync("Healthy");
    }

    [Fact]
    public async Task Violation_is_reported_with_evidence_until_resolved()
    {
        await open.IsAsync("Healthy");
        Assert.Equal(
            1,
            await OpenShop.ChangeAsync(
                open.Shop.Databases.Catalog, "update stock set available = available + 1 where sku = 'KIT-001-20-CM'"));

        await open.IsAsync("Unhealthy");
        using var health = await open.Invariants.Client.GetAsync("/health");
        var check = JsonNode.Parse(await health.Content.ReadAsStringAsync())!["checks"]!["1 stock is conserved"]!;
        await OpenShop.ChangeAsync(open.Shop.Databases.Catalog, "update stock set available = available - 1 where sku = 'KIT-001-20-CM'");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal("Unhealthy", (string?)check["status"]);
        Assert.Contains("KIT-001-20-CM", (string?)check["description"], StringComparison.Ordinal);
        var report = await open.IsAsync("Healthy");
        Assert.Contains(report["past"]!.AsArray(), past => (int)past!["invariant"]! == 1);
    }

    [Fact]
    public async Task Load_test_and_shoppers_serve_a_page()
    {
        foreach (var program in new[] { open.Shoppers, open.Invariants })
        {
            Assert.Contains("<h1>", await program.Client.GetStringAsync("/"), StringComparison.Ordinal);
            Assert.Contains("prefers-color-scheme", await program.Client.GetStringAsync("/page.css"), StringComparison.Ordinal);
        }
    }

    private static List<int> Unknown(JsonNode report)
        => [.. (report["invariants"]?.AsArray() ?? []).Where(invariant => (string?)invariant!["state"] == "unknown")
            .Select(invariant => (int)invariant!["number"]!)];

    private static int CountOf(JsonNode report, int invariant, string what)
        => int.Parse(
            (string)report["invariants"]![invariant - 1]!["counts"]!.AsArray()
                .Single(count => (string?)count!["what"] == what)!["howMuch"]!, System.Globalization.CultureInfo.InvariantCulture);
}
