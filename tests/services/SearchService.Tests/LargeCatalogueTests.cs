using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests;

/// <summary>More products than are counted anew for each query, in PostgreSQL.</summary>
public sealed class LargeCatalogueTests(LargeCatalogueTests.LargeShop shop) : IClassFixture<LargeCatalogueTests.LargeShop>
{
    private const int Products = 10_200;
    private const int Tents = Products / 3;

    [Fact]
    public async Task Selected_category_leaves_other_categories_counted()
    {
        var facets = (await shop.GetAsync("/search?category=tents&limit=1"))["facets"]!;

        Assert.Equal(
            [$"lamps {Products - Tents}", $"tents {Tents}"], facets["categories"]!.AsArray().Select(c => $"{c!["path"]} {c["count"]}"));
        Assert.Equal(Tents, (int)facets["brands"]!.AsArray().Single()!["count"]!);
    }

    [Fact]
    public async Task Query_without_filters_counts_all_products_and_pages_in_every_sort()
    {
        var dearest = await shop.GetAsync("/search?sort=-price&limit=2");
        var next = await shop.GetAsync($"/search?sort=-price&limit=2&after={dearest["next"]}");

        Assert.Equal((10_000, false), ((int)dearest["total"]!, (bool)dearest["totalIsExact"]!));
        Assert.Equal(Products, dearest["facets"]!["categories"]!.AsArray().Sum(c => (int)c!["count"]!));
        Assert.Equal([Products, Products - 1, Products - 2, Products - 3], Prices(dearest).Concat(Prices(next)));
    }

    [Fact]
    public async Task Query_that_matches_most_products_returns_highest_boosts()
    {
        var page = await shop.GetAsync("/search?q=thing&limit=5");

        Assert.False((bool)page["totalIsExact"]!);
        Assert.All(page["items"]!.AsArray(), item => Assert.True((int)item!["available"]! > 0));
    }

    [Fact]
    public async Task Many_concurrent_searches_need_few_connections()
    {
        var settings = shop.Settings;
        settings["ConnectionStrings__search"] += ";Maximum Pool Size=3;Timeout=10";
        await using var replica = await ServiceProcess.StartAsync("Ecommerce.SearchService", settings);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(i => replica.Client.GetAsync($"/search?category={(i % 2 == 0 ? "tents" : "lamps")}&limit=5")));

        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
    }

    private static IEnumerable<int> Prices(JsonNode page) => page["items"]!.AsArray().Select(item => (int)item!["price"]!["amount"]!);

    /// <summary>Filled by a rebuild; the higher the number of a product, the dearer it is.</summary>
    public sealed class LargeShop : SearchShop
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            for (var number = 1; number <= Products; number++)
            {
                var category = number % 3 == 0 ? "tents" : "lamps";
                var product = new Sample($"Thing {number}")
                {
                    Category = category, CategoryPath = category, Price = number, Stock = number % 50 == 0 ? 3 : 0,
                };
                Catalogue.Products[product.Id] = product;
            }

            await SendAsync(HttpMethod.Post, "/search/rebuild", null, "products:write");
            await Eventually.Async(
                () => GetAsync("/search/rebuild", "products:read"), status => (string?)status["state"] == "Done",
                "the catalogue is indexed", TimeSpan.FromSeconds(120));
        }
    }
}
