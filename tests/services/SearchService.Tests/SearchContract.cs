using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests;

/// <summary>
/// What either engine must do. Each test has words of its own (a brand that nobody else has), so that all share one index.
/// </summary>
public abstract partial class SearchContract(SearchShop shop)
{
    private readonly string brand = $"brand{Guid.CreateVersion7():n}";

    private string Mine => $"brand={brand}";

    private Sample Of(string name) => new(name) { Brand = brand };

    [Fact]
    public async Task Match_in_name_ranks_above_brand_and_brand_above_description()
    {
        var word = Word();
        var (named, branded, described) = (
            new Sample($"Plain {word}") { Stock = 0 }, new Sample("Lamp first") { Brand = word, Stock = 0 },
            new Sample("Lamp second") { Description = $"Nobody would think of {word} here." });
        await shop.PublishAndIndexAsync(described, branded, named);

        Assert.Equal([named.Name, branded.Name, described.Name], await shop.FindAsync($"q={word}"));
    }

    [Fact]
    public async Task Equal_matches_rank_by_stock_then_rating_and_sales()
    {
        var word = Word();
        var (soldOut, plain, bought, liked) = (
            Of($"{word} one") with { Stock = 0 }, Of($"{word} two"), Of($"{word} three"), Of($"{word} four"));
        await shop.PublishAsync("reviews.v1", "rating-changed.v1", liked.Id, liked.Rated(5, 40, 1));
        var order = Guid.CreateVersion7();
        await shop.PublishAsync("orders.v1", "order-confirmed.v1", order, bought.Ordered(order, 2));
        await shop.PublishAndIndexAsync(liked, bought, plain, soldOut);

        await Eventually.Async(
            async () => await shop.FindAsync($"q={word}"),
            found => found.SequenceEqual([liked.Name, bought.Name, plain.Name, soldOut.Name]),
            "liked, bought, plain, sold out");
    }

    [Fact]
    public async Task Words_match_in_other_forms_and_in_any_order()
    {
        await shop.PublishAndIndexAsync(Of("Running shoes for rainy days"));

        Assert.Single(await shop.FindAsync($"{Mine}&q=day+shoe+run"));
    }

    [Fact]
    public async Task Words_match_with_and_without_accents()
    {
        await shop.PublishAndIndexAsync(Of("Café crème pot"));

        Assert.Single(await shop.FindAsync($"{Mine}&q=cafe+creme"));
        Assert.Single(await shop.FindAsync($"{Mine}&q=caf%C3%A9"));
    }

    [Fact]
    public async Task Quoted_phrase_matches_only_adjacent_words()
    {
        await shop.PublishAndIndexAsync(Of("Cork yoga block"), Of("Block of yoga cork"));

        Assert.Equal(["Cork yoga block"], await shop.FindAsync($"{Mine}&q=%22yoga+block%22"));
        Assert.Equal(2, (await shop.FindAsync($"{Mine}&q=yoga+block")).Count);
    }

    [Fact]
    public async Task Prefix_of_word_finds_product()
    {
        var word = Word();
        await shop.PublishAndIndexAsync(Of($"Great {word}phonium"));

        Assert.Single(await shop.FindAsync($"q={word}*"));
        Assert.Single(await shop.FindAsync($"q={word}pho"));
    }

    [Theory]
    [InlineData("jelly", "Jellyfish lamp")]
    [InlineData("runnin", "Running vest")]
    [InlineData("organi", "Organization box")]
    [InlineData("the", "Thermos flask")]
    [InlineData("cafét", "Cafeteria tray")]
    public async Task Prefix_finds_words_with_different_stem(string beginning, string name)
    {
        await shop.PublishAndIndexAsync(Of(name), Of("Plain drum"));

        var answer = await shop.GetAsync($"/search?{Mine}&q={Uri.EscapeDataString($"{beginning}*")}");

        Assert.Equal([name], Names(answer));
        Assert.StartsWith("<mark>", (string)answer["items"]![0]!["highlights"]!["name"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Misspelled_word_is_corrected_and_correction_is_reported()
    {
        await shop.PublishAndIndexAsync(Of("Quokka xylophone"));

        var answer = await shop.GetAsync($"/search?{Mine}&q=xylohpone");

        Assert.Equal("corrected", (string?)answer["match"]);
        Assert.Equal("xylophone", (string?)answer["didYouMean"]);
        Assert.Equal(["Quokka xylophone"], Names(answer));
    }

    [Fact]
    public async Task Query_without_full_match_returns_partial_matches()
    {
        await shop.PublishAndIndexAsync(Of("Zebra marimba"), Of("Plain drum"));

        var answer = await shop.GetAsync($"/search?{Mine}&q=marimba+{Word()}");

        Assert.Equal("some", (string?)answer["match"]);
        Assert.Equal(["Zebra marimba"], Names(answer));
    }

    [Fact]
    public async Task Query_without_any_match_returns_alternatives()
    {
        await shop.PublishAndIndexAsync(Of("Anything"));

        var answer = await shop.GetAsync($"/search?q={Word()}{Word()}");

        Assert.Equal(("none", 0L), ((string?)answer["match"], (long)answer["total"]!));
        Assert.Empty(Names(answer));
        Assert.NotEmpty(answer["alternatives"]!.AsArray());
    }

    [Fact]
    public async Task Filters_without_match_return_facets_of_each_filtered_field()
    {
        var word = Word();
        await shop.PublishAndIndexAsync(Of($"Lone {word}"));

        var answer = await shop.GetAsync($"/search?q={word}&category=nowhere");

        Assert.Equal("none", (string?)answer["match"]);
        Assert.Equal(["camping 1"], answer["facets"]!["categories"]!.AsArray().Select(c => $"{c!["path"]} {c["count"]}"));
    }

    [Fact]
    public async Task Replaced_synonyms_find_each_other()
    {
        var (one, other) = (Word(), Word());
        await shop.PublishAndIndexAsync(Of($"Big {one}"));
        var before = await shop.GetAsync("/search/synonyms", "products:read");
        var changed = before.DeepClone();
        changed["groups"]!.AsArray().Add(new JsonArray(other, $"{one}"));

        Assert.Equal(200, (await shop.SendAsync(HttpMethod.Put, "/search/synonyms", changed, "products:write")).Status);
        try
        {
            await Eventually.Async(async () => (await shop.FindAsync($"q={other}")).Count == 1, "the synonym counts");
        }
        finally
        {
            await shop.SendAsync(HttpMethod.Put, "/search/synonyms", before, "products:write");
        }
    }

    [Fact]
    public async Task Filters_return_products_that_match_all_of_them()
    {
        await shop.PublishAndIndexAsync(Shelf());

        Assert.Equal(["Red cup", "Red pan"], await SortedAsync("attribute=colour:red"));
        Assert.Equal(["Blue cup", "Red cup", "Red pan"], await SortedAsync("attribute=colour:red&attribute=colour:blue"));
        Assert.Equal(["Red pan"], await SortedAsync("attribute=colour:red&category=home/kitchen/pans"));
        Assert.Equal(["Blue cup", "Red cup", "Red pan"], await SortedAsync("category=home"));
        // What a category is called gets round within a second.
        foreach (var name in new[] { "cups", "Cups" })
            await Eventually.Async(
                () => SortedAsync($"category={name}"), found => found.SequenceEqual(["Blue cup", "Red cup"]), $"{name} are found");
        Assert.Equal(["Blue cup", "Red cup"], await SortedAsync("minPrice=5&maxPrice=30"));
        Assert.Equal(["Blue cup", "Garden gnome"], await SortedAsync("inStock=true"));
        Assert.Empty(await SortedAsync("category=nowhere"));
    }

    [Fact]
    public async Task Facet_is_counted_without_its_own_filter()
    {
        await shop.PublishAndIndexAsync(Shelf());

        var facets = (await shop.GetAsync($"/search?{Mine}&attribute=colour:red&maxPrice=100"))["facets"]!;

        // The filtered fields as if they were not filtered by themselves, the others with all filters.
        Assert.Equal(
            ("blue 1", "red 2"),
            (Count(facets["attributes"]![0]!["values"]!, "value", "blue"), Count(facets["attributes"]![0]!["values"]!, "value", "red")));
        Assert.Equal(["home 2", "home/kitchen 2", "home/kitchen/cups 1", "home/kitchen/pans 1"],
            facets["categories"]!.AsArray().Select(c => $"{c!["path"]} {c["count"]}"));
        Assert.Equal(["10 25 1", "50 100 1"], facets["prices"]!.AsArray().Select(p => $"{p!["from"]} {p["to"]} {p["count"]}"));
        Assert.Equal(0, (int)facets["inStock"]!);
        Assert.Equal(2, (int)facets["brands"]!.AsArray().Single(b => (string?)b!["value"] == brand)!["count"]!);
    }

    [Fact]
    public async Task Sale_filter_returns_current_sales_with_old_price_and_is_counted()
    {
        var (reduced, regular) = (Of("Reduced") with { Price = 15, RegularPrice = 20 }, Of("Regular"));
        await shop.PublishAndIndexAsync(reduced, regular);

        var answer = await shop.GetAsync($"/search?{Mine}&onSale=true");

        Assert.Equal(["Reduced"], Names(answer));
        Assert.Equal(
            (true, 15m, 20m),
            ((bool)answer["items"]![0]!["onSale"]!, (decimal)answer["items"]![0]!["price"]!["amount"]!,
                (decimal)answer["items"]![0]!["regularPrice"]!["amount"]!));
        var all = await shop.GetAsync($"/search?{Mine}&sort=price");
        Assert.Equal(1, (int)all["facets"]!["onSale"]!);
        Assert.Equal((false, 20m), ((bool)all["items"]![1]!["onSale"]!, (decimal)all["items"]![1]!["regularPrice"]!["amount"]!));

        await shop.PublishAndIndexAsync(reduced with { Version = 2, Price = 20 });

        Assert.Empty(await shop.FindAsync($"{Mine}&onSale=true"));
        Assert.Equal(0, (int)(await shop.GetAsync($"/search?{Mine}"))["facets"]!["onSale"]!);
    }

    [Fact]
    public async Task Minimum_rating_filters_and_is_counted_as_facet()
    {
        var (good, poor) = (Of("Good one"), Of("Poor one"));
        await shop.PublishAsync("reviews.v1", "rating-changed.v1", good.Id, good.Rated(4.2m, 9, 1));
        await shop.PublishAsync("reviews.v1", "rating-changed.v1", poor.Id, poor.Rated(2.5m, 9, 1));
        await shop.PublishAndIndexAsync(good, poor);

        await Eventually.Async(
            async () => await SortedAsync("minRating=4"), found => found.SequenceEqual(["Good one"]), "only the good one has four stars");
        var facets = (await shop.GetAsync($"/search?{Mine}&minRating=4"))["facets"]!;
        Assert.Equal(["4 1", "3 1", "2 2", "1 2"], facets["ratings"]!.AsArray().Select(r => $"{r!["stars"]} {r["count"]}"));
    }

    [Theory]
    [InlineData("price", "A C B")]
    [InlineData("-price", "B C A")]
    [InlineData("newest", "C B A")]
    [InlineData("rating", "A C B")]
    [InlineData("best-selling", "B A C")]
    public async Task Search_sorts_by_requested_order(string sort, string expected)
    {
        var now = TimeProvider.System.GetUtcNow();
        Sample[] products =
        [
            Of("A") with { Price = 1, Id = Guid.CreateVersion7(now) },
            Of("B") with { Price = 30, Id = Guid.CreateVersion7(now.AddSeconds(1)) },
            Of("C") with { Price = 20, Id = Guid.CreateVersion7(now.AddSeconds(2)) },
        ];
        await shop.PublishAndIndexAsync(products);
        foreach (var (product, quantity) in new[] { (products[0], 2), (products[1], 7) })
        {
            var order = Guid.CreateVersion7();
            await shop.PublishAsync("orders.v1", "order-confirmed.v1", order, product.Ordered(order, quantity));
        }

        await shop.PublishAsync("reviews.v1", "rating-changed.v1", products[0].Id, products[0].Rated(4.5m, 3, 1));
        await shop.PublishAsync("reviews.v1", "rating-changed.v1", products[2].Id, products[2].Rated(3, 3, 1));

        await Eventually.Async(
            async () => string.Join(' ', await shop.FindAsync($"{Mine}&sort={sort}")), found => found == expected, $"{sort} is {expected}");
    }

    [Theory]
    [InlineData("q=flute&sort=relevance")]
    [InlineData("sort=relevance")]
    [InlineData("sort=price")]
    [InlineData("sort=-price")]
    [InlineData("sort=newest")]
    [InlineData("sort=rating")]
    [InlineData("sort=best-selling")]
    public async Task Pages_contain_every_product_once_while_products_change(string query)
    {
        Sample[] products = [.. Enumerable.Range(0, 12).Select(i => Of($"Flute {i}") with { Price = 1 + (i % 3) })];
        await shop.PublishAndIndexAsync(products);
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await shop.GetAsync($"/search?{Mine}&{query}&limit=5{(after is null ? "" : $"&after={after}")}");
            seen.AddRange(Names(page));
            after = (string?)page["next"];
            // Pages stay in step whatever is added before or behind them.
            await shop.PublishAndIndexAsync(Of("Trumpet") with { Price = 2 });
        }
        while (after is not null);

        Assert.Equal(products.Select(p => p.Name).Order(), seen.Where(name => name.StartsWith("Flute", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Highlights_escape_markup_in_product_texts()
    {
        await shop.PublishAndIndexAsync(Of("<b>Bold</b> bassoon & \"reed\"") with { Description = "A <script>alert(1)</script> bassoon." });

        var item = (await shop.GetAsync($"/search?{Mine}&q=bassoons"))["items"]![0]!;

        var marked = (string)item["highlights"]!["name"]!;
        Assert.Contains("<mark>bassoon</mark>", marked, StringComparison.Ordinal);
        Assert.Contains("<mark>bassoon</mark>", (string)item["highlights"]!["description"]!, StringComparison.Ordinal);
        foreach (var html in new[] { marked, (string)item["highlights"]!["description"]! })
        {
            var rest = html.Replace("<mark>", "", StringComparison.Ordinal).Replace("</mark>", "", StringComparison.Ordinal);
            Assert.DoesNotContain('<', rest);
            Assert.DoesNotContain('"', rest);
        }
    }

    [Fact]
    public async Task Suggestions_complete_words_and_list_products()
    {
        var word = Word();
        await shop.PublishAndIndexAsync(Of($"Silver {word}onium"), Of($"Golden {word}onium"));

        var answer = await shop.GetAsync($"/search/suggestions?q=silver+{word}o");

        Assert.Contains($"silver {word}onium", answer["queries"]!.AsArray().Select(q => (string?)q));
        Assert.Equal([$"Silver {word}onium"], answer["products"]!.AsArray().Select(p => (string?)p!["name"]));
        Assert.Empty((await shop.GetAsync("/search/suggestions?q="))["products"]!.AsArray());
    }

    [Fact]
    public async Task Suggestions_complete_words_with_and_without_accents()
    {
        var word = Word();
        await shop.PublishAndIndexAsync(Of($"Caf{word}éria"));

        foreach (var beginning in new[] { $"caf{word}é", $"caf{word}e" })
        {
            var answer = await shop.GetAsync($"/search/suggestions?q={Uri.EscapeDataString(beginning)}");
            Assert.Equal([$"caf{word}eria"], answer["queries"]!.AsArray().Select(q => (string?)q));
        }
    }

    [Fact]
    public async Task Frequent_query_is_popular_but_rare_query_and_query_with_number_are_not()
    {
        var word = Word();
        await shop.PublishAndIndexAsync(Of($"{word} 5551234567"), Of($"{word} rare"));
        for (var i = 0; i < 3; i++)
        {
            await shop.FindAsync($"q=%20{word.ToUpperInvariant()}%20");
            await shop.FindAsync($"q={word}+5551234567");
        }

        await shop.FindAsync($"q={word}+rare");

        await Eventually.Async(async () => (await PopularAsync()).Contains(word), "the query is popular");
        Assert.DoesNotContain($"{word} rare", await PopularAsync());
        Assert.DoesNotContain($"{word} 5551234567", await PopularAsync());
        Assert.Contains(word, (await shop.GetAsync($"/search/suggestions?q={word[..10]}"))["queries"]!.AsArray().Select(q => (string?)q));
    }

    private Sample[] Shelf() =>
    [
        Of(
            "Red cup") with { Price = 12, Stock = 0, Category = "Cups", CategoryPath = "home/kitchen/cups",
            Attributes = new() { ["colour"] = ["red"] } },
        Of(
            "Blue cup") with { Price = 30, Category = "Cups", CategoryPath = "home/kitchen/cups",
            Attributes = new() { ["colour"] = ["blue"] } },
        Of(
            "Red pan") with { Price = 99, Stock = 0, Category = "Pans", CategoryPath = "home/kitchen/pans",
            Attributes = new() { ["colour"] = ["red"] } },
        Of("Garden gnome") with { Price = 500, Category = "Garden", CategoryPath = "garden" },
    ];

    private async Task<List<string>> SortedAsync(string query)
        => [.. (await shop.FindAsync($"{Mine}&{query}")).Order(StringComparer.Ordinal)];

    private async Task<List<string?>> PopularAsync()
        => [.. (await shop.GetAsync("/search/popular?limit=50"))["items"]!.AsArray().Select(item => (string?)item!["query"])];

    private static IEnumerable<string> Names(JsonNode answer) => answer["items"]!.AsArray().Select(item => (string)item!["name"]!);

    private static string Count(JsonNode list, string key, string value)
        => $"{value} {list.AsArray().Single(entry => (string?)entry![key] == value)!["count"]}";

    /// <summary>One that no product has, of letters alone, and nothing near it.</summary>
    private static string Word() => string.Concat(Enumerable.Range(0, 12).Select(_ => (char)('a' + Random.Shared.Next(26))));
}
