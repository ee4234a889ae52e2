using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests;

/// <summary>What the index holds after events in any order, as <c>GET /search/index</c> tells.</summary>
public abstract class LedgerContract(SearchShop shop)
{
    [Fact]
    public async Task Of_the_versions_of_a_product_the_highest_counts_whatever_comes_when()
    {
        var tent = new Sample("Ledger tent one") { Version = 3, Price = 30 };
        await shop.StockAsync(tent);

        await shop.TellAsync(tent with { Name = "Older", Version = 2, Price = 10 });
        await shop.TellAsync(tent with { Name = "Other of the same version", Price = 11 });
        var newer = tent with { Name = "Ledger tent newer", Version = 4, Price = 40 };
        await shop.StockAsync(newer);

        Assert.Equal(("Ledger tent newer", 40m), await NameAndPriceAsync(tent.Id));
    }

    [Fact]
    public async Task A_deleted_product_stays_deleted_when_an_older_change_comes_late()
    {
        var (gone, marker) = (new Sample("Gone product"), new Sample("Marker after the gone one"));
        await shop.StockAsync(gone);
        await shop.TellAsync("catalog.v1", "product-deleted.v1", gone.Id, gone.Deleted(5));
        await Eventually.Async(async () => !(await shop.IndexAsync()).ContainsKey(gone.Id), "it is gone");

        await shop.TellAsync(gone with { Version = 4 });
        await shop.StockAsync(marker);
        await SettledAsync();

        Assert.DoesNotContain(gone.Id, await shop.IndexAsync());
    }

    [Fact]
    public async Task A_deletion_that_comes_before_the_product_counts()
    {
        var gone = new Sample("Never seen");
        await shop.TellAsync("catalog.v1", "product-deleted.v1", gone.Id, gone.Deleted(2));
        await shop.TellAsync(gone);
        await shop.StockAsync(new Sample("Marker of the never seen"));
        await SettledAsync();

        Assert.DoesNotContain(gone.Id, await shop.IndexAsync());
    }

    [Fact]
    public async Task Only_published_products_are_held()
    {
        var draft = new Sample("Published first");
        await shop.StockAsync(draft);

        await shop.TellAsync(draft with { Version = 2, Published = false });

        await Eventually.Async(async () => !(await shop.IndexAsync()).ContainsKey(draft.Id), "the draft is gone");
        await shop.StockAsync(draft with { Version = 3 });
    }

    [Fact]
    public async Task Of_the_stock_of_a_SKU_the_highest_version_counts_whatever_event_it_came_with()
    {
        var tent = new Sample("Stocked tent") { Stock = 5, StockVersion = 10 };
        await shop.TellAsync("catalog.v1", "stock-changed.v1", tent.Id, tent.StockChanged(7, 12));
        await shop.StockAsync(tent);
        await AvailableAsync(tent, 7);

        await shop.TellAsync("catalog.v1", "stock-changed.v1", tent.Id, tent.StockChanged(100, 11));
        await shop.TellAsync("catalog.v1", "stock-changed.v1", tent.Id, tent.StockChanged(0, 13));
        await AvailableAsync(tent, 0);
        await shop.StockAsync(tent with { Version = 2, Stock = 50, StockVersion = 9 });
        await AvailableAsync(tent, 0);
    }

    [Fact]
    public async Task Of_the_ratings_of_a_product_the_highest_version_counts_also_when_it_comes_first()
    {
        var tent = new Sample("Rated tent");
        await shop.TellAsync("reviews.v1", "rating-changed.v1", tent.Id, tent.Rated(4.5m, 12, 7));
        await shop.TellAsync("reviews.v1", "rating-changed.v1", tent.Id, tent.Rated(1, 1, 6));
        await shop.StockAsync(tent);

        await Eventually.Async(
            async () => (await shop.IndexAsync())[tent.Id] is { } entry && entry["rating"]!.GetValue<decimal>() == 4.5m && entry["ratings"]!.GetValue<int>() == 12,
            "the later rating counts");
    }

    [Fact]
    public async Task What_sold_counts_each_order_once_and_takes_a_cancelled_one_back()
    {
        var tent = new Sample("Sold tent");
        await shop.StockAsync(tent);
        var (kept, cancelled, early) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        // Told again under another event id, as a question that is asked again is.
        await shop.TellAsync("orders.v1", "order-confirmed.v1", kept, tent.Ordered(kept, 3));
        await shop.TellAsync("orders.v1", "order-confirmed.v1", kept, tent.Ordered(kept, 3));
        await SoldAsync(tent, 3);
        await shop.TellAsync("orders.v1", "order-confirmed.v1", cancelled, tent.Ordered(cancelled, 4));
        await SoldAsync(tent, 7);
        await shop.TellAsync("orders.v1", "order-cancelled.v1", cancelled, tent.Ordered(cancelled, 4));
        await shop.TellAsync("orders.v1", "order-cancelled.v1", cancelled, tent.Ordered(cancelled, 4));
        await shop.TellAsync("orders.v1", "order-cancelled.v1", early, tent.Ordered(early, 5));
        await shop.TellAsync("orders.v1", "order-confirmed.v1", early, tent.Ordered(early, 5));
        await SoldAsync(tent, 3);
    }

    [Fact]
    public async Task Everything_told_twice_changes_nothing()
    {
        var tent = new Sample("Replayed tent") { Price = 44 };
        var events = new List<(string Topic, string Type, Guid Key, JsonObject Value, Guid Id)>
        {
            ("catalog.v1", "product-changed.v1", tent.Id, tent.Changed(), Guid.CreateVersion7()),
            ("catalog.v1", "stock-changed.v1", tent.Id, tent.StockChanged(9, 2), Guid.CreateVersion7()),
            ("reviews.v1", "rating-changed.v1", tent.Id, tent.Rated(4, 3, 1), Guid.CreateVersion7()),
            ("orders.v1", "order-confirmed.v1", tent.Id, tent.Ordered(Guid.CreateVersion7(), 2), Guid.CreateVersion7()),
        };
        foreach (var (topic, type, key, value, id) in events)
            await shop.TellAsync(topic, type, key, value, id);
        await Eventually.Async(async () => (await shop.IndexAsync()).GetValueOrDefault(tent.Id) is { } e && e["sold"]!.GetValue<long>() == 2
            && e["available"]!.GetValue<int>() == 9 && e["ratings"]!.GetValue<int>() == 3, "all has arrived");
        var before = (await shop.IndexAsync())[tent.Id].ToJsonString();

        foreach (var (topic, type, key, value, id) in events.AsEnumerable().Reverse().Concat(events.Select(e => e with { Id = Guid.CreateVersion7() })))
            await shop.TellAsync(topic, type, key, value, id);
        await shop.StockAsync(new Sample("Marker of the replay"));
        await SettledAsync();

        Assert.Equal(before, (await shop.IndexAsync())[tent.Id].ToJsonString());
    }

    [Fact]
    public async Task Poison_goes_to_the_dead_letters_and_holds_nothing_up()
    {
        var (poisoned, next) = (new Sample("Poisoned"), new Sample("Next after the poison"));
        var poison = Guid.CreateVersion7();
        await shop.TellAsync("catalog.v1", "product-changed.v1", poisoned.Id, new JsonObject { ["productId"] = poisoned.Id, ["variants"] = 7 }, poison);
        await shop.StockAsync(next);

        var letter = await Eventually.Async(() => LetterAsync(poison), found => found is not null, "the letter is listed");
        Assert.Equal("catalog.v1", (string?)letter!["topic"]);
        Assert.DoesNotContain(poisoned.Id, await shop.IndexAsync());

        // A later version of the service may be able to read it; here the message gets well.
        await shop.ScalarAsync<long>($"""
            WITH healed AS (UPDATE dead_letters SET value = convert_to('{poisoned.Changed().ToJsonString()}', 'UTF8') WHERE id = '{letter["id"]}' RETURNING id)
            SELECT count(*) FROM healed
            """);
        Assert.Equal(204, (await shop.SendAsync(HttpMethod.Post, $"/search/dead-letters/{letter["id"]}/replay", null, "products:write")).Status);
        await Eventually.Async(async () => (await shop.IndexAsync()).ContainsKey(poisoned.Id), "it is indexed");
    }

    private async Task<JsonNode?> LetterAsync(Guid eventId)
        => (await shop.GetAsync("/search/dead-letters?limit=100", "products:write"))["items"]!.AsArray().FirstOrDefault(letter => (Guid?)letter!["eventId"] == eventId);

    /// <summary>All that was told is in the ledger, and all of the ledger in the index.</summary>
    private async Task SettledAsync()
    {
        var marker = new Sample("Settled");
        foreach (var (topic, type, value) in new[]
        {
            ("orders.v1", "order-cancelled.v1", marker.Ordered(Guid.CreateVersion7(), 1)), ("reviews.v1", "rating-changed.v1", marker.Rated(5, 1, 1)),
        })
        {
            var id = Guid.CreateVersion7();
            await shop.TellAsync(topic, type, marker.Id, value, id);
            await Eventually.Async(() => shop.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM inbox WHERE event_id = '{id}')"), $"{type} is handled");
        }

        await Eventually.Async(
            () => shop.ScalarAsync<bool>("SELECT NOT EXISTS (SELECT FROM products WHERE revision > indexed_revision)"), "everything is indexed");
    }

    private async Task<(string, decimal)> NameAndPriceAsync(Guid id)
    {
        var entry = (await shop.IndexAsync())[id];
        return (entry["name"]!.GetValue<string>(), entry["price"]!["amount"]!.GetValue<decimal>());
    }

    private Task AvailableAsync(Sample product, int available) => Eventually.Async(
        async () => (await shop.IndexAsync()).GetValueOrDefault(product.Id)?["available"]!.GetValue<int>() == available, $"{available} are available");

    private Task SoldAsync(Sample product, long sold) => Eventually.Async(
        async () => (await shop.IndexAsync())[product.Id]["sold"]!.GetValue<long>() == sold, $"{sold} are sold");
}
