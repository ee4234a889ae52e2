using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests;

/// <summary>The content of the index after events in any order, read with <c>GET /search/index</c>.</summary>
public abstract class ProductProjectionContract(SearchShop shop)
{
    [Fact]
    public async Task Product_events_in_any_order_keep_highest_version()
    {
        var tent = new Sample("Ledger tent one") { Version = 3, Price = 30 };
        await shop.PublishAndIndexAsync(tent);

        await shop.PublishAsync(tent with { Name = "Older", Version = 2, Price = 10 });
        await shop.PublishAsync(tent with { Name = "Other of the same version", Price = 11 });
        var newer = tent with { Name = "Ledger tent newer", Version = 4, Price = 40 };
        await shop.PublishAndIndexAsync(newer);

        Assert.Equal(("Ledger tent newer", 40m), await NameAndPriceAsync(tent.Id));
    }

    [Fact]
    public async Task Late_older_change_does_not_restore_deleted_product()
    {
        var (gone, marker) = (new Sample("Gone product"), new Sample("Marker after the gone one"));
        await shop.PublishAndIndexAsync(gone);
        await shop.PublishAsync("catalog.v1", "product-deleted.v1", gone.Id, gone.Deleted(5));
        await Eventually.Async(async () => !(await shop.IndexAsync()).ContainsKey(gone.Id), "it is gone");

        await shop.PublishAsync(gone with { Version = 4 });
        await shop.PublishAndIndexAsync(marker);
        await SettledAsync();

        Assert.DoesNotContain(gone.Id, await shop.IndexAsync());
    }

    [Fact]
    public async Task Deletion_before_creation_keeps_product_deleted()
    {
        var gone = new Sample("Never seen");
        await shop.PublishAsync("catalog.v1", "product-deleted.v1", gone.Id, gone.Deleted(2));
        await shop.PublishAsync(gone);
        await shop.PublishAndIndexAsync(new Sample("Marker of the never seen"));
        await SettledAsync();

        Assert.DoesNotContain(gone.Id, await shop.IndexAsync());
    }

    [Fact]
    public async Task Unpublished_product_is_removed_from_index()
    {
        var draft = new Sample("Published first");
        await shop.PublishAndIndexAsync(draft);

        await shop.PublishAsync(draft with { Version = 2, Published = false });

        await Eventually.Async(async () => !(await shop.IndexAsync()).ContainsKey(draft.Id), "the draft is gone");
        await shop.PublishAndIndexAsync(draft with { Version = 3 });
    }

    [Fact]
    public async Task Stock_events_in_any_order_keep_highest_version()
    {
        var tent = new Sample("Stocked tent") { Stock = 5, StockVersion = 10 };
        await shop.PublishAsync("catalog.v1", "stock-changed.v1", tent.Id, tent.StockChanged(7, 12));
        await shop.PublishAndIndexAsync(tent);
        await AvailableAsync(tent, 7);

        await shop.PublishAsync("catalog.v1", "stock-changed.v1", tent.Id, tent.StockChanged(100, 11));
        await shop.PublishAsync("catalog.v1", "stock-changed.v1", tent.Id, tent.StockChanged(0, 13));
        await AvailableAsync(tent, 0);
        await shop.PublishAndIndexAsync(tent with { Version = 2, Stock = 50, StockVersion = 9 });
        await AvailableAsync(tent, 0);
    }

    [Fact]
    public async Task Rating_events_in_any_order_keep_highest_version()
    {
        var tent = new Sample("Rated tent");
        await shop.PublishAsync("reviews.v1", "rating-changed.v1", tent.Id, tent.Rated(4.5m, 12, 7));
        await shop.PublishAsync("reviews.v1", "rating-changed.v1", tent.Id, tent.Rated(1, 1, 6));
        await shop.PublishAndIndexAsync(tent);

        await Eventually.Async(
            async () => (await shop.IndexAsync())[tent.Id] is { } entry && entry["rating"]!.GetValue<decimal>() == 4.5m
                && entry["ratings"]!.GetValue<int>() == 12,
            "the later rating counts");
    }

    [Fact]
    public async Task Sold_units_count_each_order_once_and_exclude_cancelled_orders()
    {
        var tent = new Sample("Sold tent");
        await shop.PublishAndIndexAsync(tent);
        var (kept, cancelled, early) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        // Published again with another event id, as a repeated command does.
        await shop.PublishAsync("orders.v1", "order-confirmed.v1", kept, tent.Ordered(kept, 3));
        await shop.PublishAsync("orders.v1", "order-confirmed.v1", kept, tent.Ordered(kept, 3));
        await SoldAsync(tent, 3);
        await shop.PublishAsync("orders.v1", "order-confirmed.v1", cancelled, tent.Ordered(cancelled, 4));
        await SoldAsync(tent, 7);
        await shop.PublishAsync("orders.v1", "order-cancelled.v1", cancelled, tent.Ordered(cancelled, 4));
        await shop.PublishAsync("orders.v1", "order-cancelled.v1", cancelled, tent.Ordered(cancelled, 4));
        await shop.PublishAsync("orders.v1", "order-cancelled.v1", early, tent.Ordered(early, 5));
        await shop.PublishAsync("orders.v1", "order-confirmed.v1", early, tent.Ordered(early, 5));
        await SoldAsync(tent, 3);
    }

    [Fact]
    public async Task Redelivered_events_change_nothing()
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
            await shop.PublishAsync(topic, type, key, value, id);
        await Eventually.Async(async () => (await shop.IndexAsync()).GetValueOrDefault(tent.Id) is { } e && e["sold"]!.GetValue<long>() == 2
            && e["available"]!.GetValue<int>() == 9 && e["ratings"]!.GetValue<int>() == 3, "all has arrived");
        var before = (await shop.IndexAsync())[tent.Id].ToJsonString();

        foreach (
            var (topic, type, key, value, id) in events.AsEnumerable().Reverse()
                .Concat(events.Select(e => e with { Id = Guid.CreateVersion7() })))
            await shop.PublishAsync(topic, type, key, value, id);
        await shop.PublishAndIndexAsync(new Sample("Marker of the replay"));
        await SettledAsync();

        Assert.Equal(before, (await shop.IndexAsync())[tent.Id].ToJsonString());
    }

    [Fact]
    public async Task Poison_event_is_dead_lettered_and_blocks_nothing()
    {
        var (poisoned, next) = (new Sample("Poisoned"), new Sample("Next after the poison"));
        var poison = Guid.CreateVersion7();
        await shop.PublishAsync(
            "catalog.v1", "product-changed.v1", poisoned.Id, new JsonObject { ["productId"] = poisoned.Id, ["variants"] = 7 }, poison);
        await shop.PublishAndIndexAsync(next);

        var letter = await Eventually.Async(() => LetterAsync(poison), found => found is not null, "the letter is listed");
        Assert.Equal("catalog.v1", (string?)letter!["topic"]);
        Assert.DoesNotContain(poisoned.Id, await shop.IndexAsync());

        // A later version of the service may be able to read it; here the message gets well.
        await shop.ScalarAsync<long>($"""
            WITH healed AS (
                UPDATE dead_letters SET value = convert_to('{poisoned.Changed().ToJsonString()}', 'UTF8') WHERE id = '{letter["id"]}'
                RETURNING id)
            SELECT count(*) FROM healed
            """);
        Assert.Equal(
            204, (await shop.SendAsync(HttpMethod.Post, $"/search/dead-letters/{letter["id"]}/replay", null, "products:write")).Status);
        await Eventually.Async(async () => (await shop.IndexAsync()).ContainsKey(poisoned.Id), "it is indexed");
    }

    private async Task<JsonNode?> LetterAsync(Guid eventId)
        => (await shop.GetAsync("/search/dead-letters?limit=100", "products:write"))["items"]!.AsArray()
            .FirstOrDefault(letter => (Guid?)letter!["eventId"] == eventId);

    /// <summary>Waits until all events are projected and all products are indexed.</summary>
    private async Task SettledAsync()
    {
        var marker = new Sample("Settled");
        foreach (var (topic, type, value) in new[]
        {
            ("orders.v1", "order-cancelled.v1", marker.Ordered(Guid.CreateVersion7(), 1)),
            ("reviews.v1", "rating-changed.v1", marker.Rated(5, 1, 1)),
        })
        {
            var id = Guid.CreateVersion7();
            await shop.PublishAsync(topic, type, marker.Id, value, id);
            await Eventually.Async(
                () => shop.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM inbox WHERE event_id = '{id}')"), $"{type} is handled");
        }

        await Eventually.Async(
            () => shop.ScalarAsync<bool>("SELECT NOT EXISTS (SELECT FROM products WHERE revision > indexed_revision)"),
            "everything is indexed");
    }

    private async Task<(string, decimal)> NameAndPriceAsync(Guid id)
    {
        var entry = (await shop.IndexAsync())[id];
        return (entry["name"]!.GetValue<string>(), entry["price"]!["amount"]!.GetValue<decimal>());
    }

    private Task AvailableAsync(Sample product, int available) => Eventually.Async(
        async () => (await shop.IndexAsync()).GetValueOrDefault(product.Id)?["available"]!.GetValue<int>() == available,
        $"{available} are available");

    private Task SoldAsync(Sample product, long sold) => Eventually.Async(
        async () => (await shop.IndexAsync())[product.Id]["sold"]!.GetValue<long>() == sold, $"{sold} are sold");
}
