using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests;

/// <summary>
/// What either engine must do. Each test has words of its own (a brand that nobody else has), so that all share one index.
/// </summary>
public abstract class SearchContract(SearchShop shop)
{
    private readonly string brand = $"brand{Guid.CreateVersion7():n}";

    private string Mine => $"brand={brand}";

    private Sample Of(string name) => new(name) { Brand = brand };

    [Fact]
    public async Task A_word_in_the_name_counts_more_than_one_in_the_brand_and_that_more_than_one_in_the_description()
    {
        var word = Word();
        var (named, branded, described) = (
            new Sample($"Plain {word}") { Stock = 0 }, new Sample("Lamp first") { Brand = word, Stock = 0 },
            new Sample("Lamp second") { Description = $"Nobody would think of {word} here." });
        await shop.StockAsync(described, branded, named);

        Assert.Equal([named.Name, branded.Name, described.Name], await shop.FindAsync($"q={word}"));
    }

    [Fact]
    public async Task Of_what_fits_equally_that_in_stock_comes_first_then_that_which_people_like_and_buy()
    {
        var word = Word();
        var (soldOut, plain, bought, liked) = (Of($"{word} one") with { Stock = 0 }, Of($"{word} two"), Of($"{word} three"), Of($"{word} four"));
        await shop.TellAsync("reviews.v1", "rating-changed.v1", liked.Id, liked.Rated(5, 40, 1));
        var order = Guid.CreateVersion7();
        await shop.TellAsync("orders.v1", "order-confirmed.v1", order, bought.Ordered(order, 2));
        await shop.StockAsync(liked, bought, plain, soldOut);

        await Eventually.Async(
            async () => await shop.FindAsync($"q={word}"), found => found.SequenceEqual([liked.Name, bought.Name, plain.Name, soldOut.Name]),
            "liked, bought, plain, sold out");
    }

    [Fact]
    public async Task Words_are_found_in_other_forms_and_in_any_order()
    {
        await shop.StockAsync(Of("Running shoes for rainy days"));

        Assert.Single(await shop.FindAsync($"{Mine}&q=day+shoe+run"));
    }

    [Fact]
    public async Task Accents_are_as_good_as_none()
    {
        await shop.StockAsync(Of("Café crème pot"));

        Assert.Single(await shop.FindAsync($"{Mine}&q=cafe+creme"));
        Assert.Single(await shop.FindAsync($"{Mine}&q=caf%C3%A9"));
    }

    [Fact]
    public async Task A_phrase_is_found_as_it_stands()
    {
        await shop.StockAsync(Of("Cork yoga block"), Of("Block of yoga cork"));

        Assert.Equal(["Cork yoga block"], await shop.FindAsync($"{Mine}&q=%22yoga+block%22"));
        Assert.Equal(2, (await shop.FindAsync($"{Mine}&q=yoga+block")).Count);
    }

    [Fact]
    public async Task The_beginning_of_a_word_finds_it()
    {
        var word = Word();
        await shop.StockAsync(Of($"Great {word}phonium"));

        Assert.Single(await shop.FindAsync($"q={word}*"));
        Assert.Single(await shop.FindAsync($"q={word}pho"));
    }

    [Theory]
    [InlineData("jelly", "Jellyfish lamp")]
    [InlineData("runnin", "Running vest")]
    [InlineData("organi", "Organization box")]
    [InlineData("the", "Thermos flask")]
    [InlineData("cafét", "Cafeteria tray")]
    public async Task A_beginning_finds_words_whose_stem_does_not_begin_so(string beginning, string name)
    {
        await shop.StockAsync(Of(name), Of("Plain drum"));

        var answer = await shop.GetAsync($"/search?{Mine}&q={Uri.EscapeDataString($"{beginning}*")}");

        Assert.Equal([name], Names(answer));
        Assert.StartsWith("<mark>", (string)answer["items"]![0]!["highlights"]!["name"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_word_finds_what_was_meant_and_says_so()
    {
        await shop.StockAsync(Of("Quokka xylophone"));

        var answer = await shop.GetAsync($"/search?{Mine}&q=xylohpone");

        Assert.Equal("corrected", (string?)answer["match"]);
        Assert.Equal("xylophone", (string?)answer["didYouMean"]);
        Assert.Equal(["Quokka xylophone"], Names(answer));
    }

    [Fact]
    public async Task Where_nothing_has_all_the_words_those_with_some_are_shown()
    {
        await shop.StockAsync(Of("Zebra marimba"), Of("Plain drum"));

        var answer = await shop.GetAsync($"/search?{Mine}&q=marimba+{Word()}");

        Assert.Equal("some", (string?)answer["match"]);
        Assert.Equal(["Zebra marimba"], Names(answer));
    }

    [Fact]
    public async Task Where_nothing_fits_at_all_there_is_something_else_to_look_at()
    {
        await shop.StockAsync(Of("Anything"));

        var answer = await shop.GetAsync($"/search?q={Word()}{Word()}");

        Assert.Equal(("none", 0L), ((string?)answer["match"], (long)answer["total"]!));
        Assert.Empty(Names(answer));
        Assert.NotEmpty(answer["alternatives"]!.AsArray());
    }

    [Fact]
    public async Task Where_the_filters_leave_nothing_the_counts_tell_which_one_to_take_back()
    {
        var word = Word();
        await shop.StockAsync(Of($"Lone {word}"));

        var answer = await shop.GetAsync($"/search?q={word}&category=nowhere");

        Assert.Equal("none", (string?)answer["match"]);
        Assert.Equal(["camping 1"], answer["facets"]!["categories"]!.AsArray().Select(c => $"{c!["path"]} {c["count"]}"));
    }

    [Fact]
    public async Task Synonyms_find_each_other_and_can_be_changed()
    {
        var (one, other) = (Word(), Word());
        await shop.StockAsync(Of($"Big {one}"));
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
    public async Task Filters_leave_what_fits_them_all()
    {
        await shop.StockAsync(Shelf());

        Assert.Equal(["Red cup", "Red pan"], await SortedAsync("attribute=colour:red"));
        Assert.Equal(["Blue cup", "Red cup", "Red pan"], await SortedAsync("attribute=colour:red&attribute=colour:blue"));
        Assert.Equal(["Red pan"], await SortedAsync("attribute=colour:red&category=home/kitchen/pans"));
        Assert.Equal(["Blue cup", "Red cup", "Red pan"], await SortedAsync("category=home"));
        // What a category is called gets round within a second.
        foreach (var name in new[] { "cups", "Cups" })
            await Eventually.Async(() => SortedAsync($"category={name}"), found => found.SequenceEqual(["Blue cup", "Red cup"]), $"{name} are found");
        Assert.Equal(["Blue cup", "Red cup"], await SortedAsync("minPrice=5&maxPrice=30"));
        Assert.Equal(["Blue cup", "Garden gnome"], await SortedAsync("inStock=true"));
        Assert.Empty(await SortedAsync("category=nowhere"));
    }

    [Fact]
    public async Task Facets_count_what_the_other_filters_leave()
    {
        await shop.StockAsync(Shelf());

        var facets = (await shop.GetAsync($"/search?{Mine}&attribute=colour:red&maxPrice=100"))["facets"]!;

        // The filtered fields as if they were not filtered by themselves, the others with all filters.
        Assert.Equal(("blue 1", "red 2"), (Count(facets["attributes"]![0]!["values"]!, "value", "blue"), Count(facets["attributes"]![0]!["values"]!, "value", "red")));
        Assert.Equal(["home 2", "home/kitchen 2", "home/kitchen/cups 1", "home/kitchen/pans 1"],
            facets["categories"]!.AsArray().Select(c => $"{c!["path"]} {c["count"]}"));
        Assert.Equal(["10 25 1", "50 100 1"], facets["prices"]!.AsArray().Select(p => $"{p!["from"]} {p["to"]} {p["count"]}"));
        Assert.Equal(0, (int)facets["inStock"]!);
        Assert.Equal(2, (int)facets["brands"]!.AsArray().Single(b => (string?)b!["value"] == brand)!["count"]!);
    }

    [Fact]
    public async Task Ratings_are_a_facet_and_a_filter()
    {
        var (good, poor) = (Of("Good one"), Of("Poor one"));
        await shop.TellAsync("reviews.v1", "rating-changed.v1", good.Id, good.Rated(4.2m, 9, 1));
        await shop.TellAsync("reviews.v1", "rating-changed.v1", poor.Id, poor.Rated(2.5m, 9, 1));
        await shop.StockAsync(good, poor);

        await Eventually.Async(async () => await SortedAsync("minRating=4"), found => found.SequenceEqual(["Good one"]), "only the good one has four stars");
        var facets = (await shop.GetAsync($"/search?{Mine}&minRating=4"))["facets"]!;
        Assert.Equal(["4 1", "3 1", "2 2", "1 2"], facets["ratings"]!.AsArray().Select(r => $"{r!["stars"]} {r["count"]}"));
    }

    [Theory]
    [InlineData("price", "A C B")]
    [InlineData("-price", "B C A")]
    [InlineData("newest", "C B A")]
    [InlineData("rating", "A C B")]
    [InlineData("best-selling", "B A C")]
    public async Task It_sorts(string sort, string expected)
    {
        var now = TimeProvider.System.GetUtcNow();
        Sample[] products =
        [
            Of("A") with { Price = 1, Id = Guid.CreateVersion7(now) }, Of("B") with { Price = 30, Id = Guid.CreateVersion7(now.AddSeconds(1)) },
            Of("C") with { Price = 20, Id = Guid.CreateVersion7(now.AddSeconds(2)) },
        ];
        await shop.StockAsync(products);
        foreach (var (product, quantity) in new[] { (products[0], 2), (products[1], 7) })
        {
            var order = Guid.CreateVersion7();
            await shop.TellAsync("orders.v1", "order-confirmed.v1", order, product.Ordered(order, quantity));
        }

        await shop.TellAsync("reviews.v1", "rating-changed.v1", products[0].Id, products[0].Rated(4.5m, 3, 1));
        await shop.TellAsync("reviews.v1", "rating-changed.v1", products[2].Id, products[2].Rated(3, 3, 1));

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
    public async Task Pages_show_everything_once_while_products_come_and_go(string query)
    {
        Sample[] products = [.. Enumerable.Range(0, 12).Select(i => Of($"Flute {i}") with { Price = 1 + (i % 3) })];
        await shop.StockAsync(products);
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await shop.GetAsync($"/search?{Mine}&{query}&limit=5{(after is null ? "" : $"&after={after}")}");
            seen.AddRange(Names(page));
            after = (string?)page["next"];
            // Pages stay in step whatever is added before or behind them.
            await shop.StockAsync(Of("Trumpet") with { Price = 2 });
        }
        while (after is not null);

        Assert.Equal(products.Select(p => p.Name).Order(), seen.Where(name => name.StartsWith("Flute", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task What_fits_is_marked_in_HTML_that_nothing_of_a_product_can_break_out_of()
    {
        await shop.StockAsync(Of("<b>Bold</b> bassoon & \"reed\"") with { Description = "A <script>alert(1)</script> bassoon." });

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
    public async Task Suggestions_complete_words_and_name_products()
    {
        var word = Word();
        await shop.StockAsync(Of($"Silver {word}onium"), Of($"Golden {word}onium"));

        var answer = await shop.GetAsync($"/search/suggestions?q=silver+{word}o");

        Assert.Contains($"silver {word}onium", answer["queries"]!.AsArray().Select(q => (string?)q));
        Assert.Equal([$"Silver {word}onium"], answer["products"]!.AsArray().Select(p => (string?)p!["name"]));
        Assert.Empty((await shop.GetAsync("/search/suggestions?q="))["products"]!.AsArray());
    }

    [Fact]
    public async Task A_word_is_completed_with_accents_or_without()
    {
        var word = Word();
        await shop.StockAsync(Of($"Caf{word}éria"));

        foreach (var beginning in new[] { $"caf{word}é", $"caf{word}e" })
        {
            var answer = await shop.GetAsync($"/search/suggestions?q={Uri.EscapeDataString(beginning)}");
            Assert.Equal([$"caf{word}eria"], answer["queries"]!.AsArray().Select(q => (string?)q));
        }
    }

    [Fact]
    public async Task A_query_that_many_make_is_popular_and_one_of_few_or_with_a_number_is_nobodys_business()
    {
        var word = Word();
        await shop.StockAsync(Of($"{word} 5551234567"), Of($"{word} rare"));
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
        Of("Red cup") with { Price = 12, Stock = 0, Category = "Cups", CategoryPath = "home/kitchen/cups", Attributes = new() { ["colour"] = ["red"] } },
        Of("Blue cup") with { Price = 30, Category = "Cups", CategoryPath = "home/kitchen/cups", Attributes = new() { ["colour"] = ["blue"] } },
        Of("Red pan") with { Price = 99, Stock = 0, Category = "Pans", CategoryPath = "home/kitchen/pans", Attributes = new() { ["colour"] = ["red"] } },
        Of("Garden gnome") with { Price = 500, Category = "Garden", CategoryPath = "garden" },
    ];

    private async Task<List<string>> SortedAsync(string query) => [.. (await shop.FindAsync($"{Mine}&{query}")).Order(StringComparer.Ordinal)];

    private async Task<List<string?>> PopularAsync()
        => [.. (await shop.GetAsync("/search/popular?limit=50"))["items"]!.AsArray().Select(item => (string?)item!["query"])];

    private static IEnumerable<string> Names(JsonNode answer) => answer["items"]!.AsArray().Select(item => (string)item!["name"]!);

    private static string Count(JsonNode list, string key, string value)
        => $"{value} {list.AsArray().Single(entry => (string?)entry![key] == value)!["count"]}";

    /// <summary>One that no product has, of letters alone, and nothing near it.</summary>
    private static string Word() => string.Concat(Enumerable.Range(0, 12).Select(_ => (char)('a' + Random.Shared.Next(26))));
}
