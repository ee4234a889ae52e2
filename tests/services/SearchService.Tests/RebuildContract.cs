using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests;

/// <summary>The index made anew from the catalogue, while products change and processes die. One index, so one test at a time.</summary>
public abstract class RebuildContract(SearchShop shop)
{
    [Fact]
    public async Task Rebuild_indexes_exported_catalogue_and_drops_old_index()
    {
        var (lost, gone) = (
            new Sample("Lost event") { Version = 3, Price = 7, Stock = 4, StockVersion = 9 }, new Sample("Gone without an event"));
        await shop.PublishAndIndexAsync(gone, lost with { Version = 1, Price = 5, Stock = 1, StockVersion = 2 });
        FillCatalogue(lost, new Sample("Draft") { Published = false });

        var before = await LiveAsync();
        var done = await RebuildAsync();

        var index = await shop.IndexAsync();
        Assert.Equal([lost.Id], index.Keys);
        Assert.Equal("3 7 4", $"{index[lost.Id]["version"]} {index[lost.Id]["price"]!["amount"]} {index[lost.Id]["available"]}");
        Assert.Equal("2 1", $"{done["read"]} {done["indexed"]}");
        Assert.True((long)done["sizeBytes"]! > 0);
        Assert.NotEqual(before, await LiveAsync());
        Assert.Equal(await LiveAsync(), (string?)done["indexName"]);
        await OldIndexIsDroppedAsync();
        Assert.StartsWith("Bearer ", shop.Catalogue.Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rebuild_keeps_concurrent_changes_and_search_stays_available()
    {
        Sample[] exported = [.. Enumerable.Range(0, 5).Select(i => new Sample($"Meanwhile {i}"))];
        await shop.PublishAndIndexAsync(exported);
        FillCatalogue(exported);
        using var gate = new Gate(shop.Catalogue, after: 4);
        await StartAsync();
        await gate.ReachedAsync();

        var (changed, deleted, added) = (
            exported[0] with { Version = 2, Name = "Meanwhile changed" }, exported[1], new Sample("Meanwhile added"));
        await shop.PublishAsync("catalog.v1", "product-deleted.v1", deleted.Id, deleted.Deleted(2));
        await shop.PublishAsync("catalog.v1", "stock-changed.v1", exported[2].Id, exported[2].StockChanged(77, 5));
        await shop.PublishAndIndexAsync(changed, added);
        Assert.NotEmpty(await shop.FindAsync("q=meanwhile"));
        gate.Open();
        await DoneAsync();

        await Eventually.Async(
            async () =>
            {
                var index = await shop.IndexAsync();
                return !index.ContainsKey(deleted.Id) && index.Count == 5 && (int)index[exported[2].Id]["available"]! == 77
                    && (string?)index[changed.Id]["name"] == "Meanwhile changed" && index.ContainsKey(added.Id);
            },
            "the index has all changes");
    }

    [Fact]
    public async Task Continuous_changes_during_rebuild_are_in_new_index()
    {
        Sample[] products = [.. Enumerable.Range(0, 300).Select(i => new Sample($"Busy {i}"))];
        foreach (var product in products)
            await shop.PublishAsync(product);
        FillCatalogue(products);
        await StartAsync();
        var last = new ConcurrentDictionary<Guid, Sample>();
        for (var version = 2; (string?)(await StatusAsync())["state"] != "Done"; version++)
        {
            foreach (var product in products.Where((_, i) => i % 30 == version % 30))
                await shop.PublishAsync(last[product.Id] = product with { Version = version, Name = $"Busy at {version}" });
        }

        await Eventually.Async(
            async () => await shop.IndexAsync() is var index
                && last.Values.All(product => (long?)index.GetValueOrDefault(product.Id)?["version"] == product.Version),
            $"all {last.Count} changes are in the index", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Second_rebuild_request_returns_409()
    {
        FillCatalogue(new Sample("Only one"));
        using var gate = new Gate(shop.Catalogue, after: 1);
        await StartAsync();
        await gate.ReachedAsync();

        Assert.Equal(409, (await shop.SendAsync(HttpMethod.Post, "/search/rebuild", null, "products:write")).Status);

        gate.Open();
        await DoneAsync();
    }

    [Fact]
    public async Task Rebuild_of_killed_process_is_completed_by_next_process()
    {
        var product = new Sample("Survivor");
        FillCatalogue(product);
        using (var gate = new Gate(shop.Catalogue, after: 1))
        {
            await StartAsync();
            await gate.ReachedAsync();
            await shop.Process.KillAsync();
        }

        await shop.StartProcessAsync();

        Assert.Equal(2, (int)(await DoneAsync())["attempts"]!);
        Assert.Contains(product.Id, await shop.IndexAsync());
    }

    [Fact]
    public async Task Interrupted_export_removes_nothing_and_is_retried()
    {
        Sample[] products = [new("Before the break"), new("After the break")];
        await shop.PublishAndIndexAsync(products);
        FillCatalogue(products);
        var breaks = 0;
        shop.Catalogue.Between = _ => Interlocked.Increment(ref breaks) == 1
            ? throw new IOException("The connection breaks.")
            : Task.CompletedTask;

        var done = await RebuildAsync();

        Assert.Equal(2, (int)done["attempts"]!);
        var index = await shop.IndexAsync();
        Assert.All(products, product => Assert.Contains(product.Id, index));
    }

    [Fact]
    public async Task Index_of_older_version_serves_until_it_is_replaced_without_catalogue()
    {
        var product = new Sample("Outlives an upgrade");
        await shop.PublishAndIndexAsync(product);
        FillCatalogue();
        var before = await LiveAsync();
        await shop.ScalarAsync<int>("UPDATE indexes SET definition = 1 RETURNING definition");

        await shop.Process.KillAsync();
        await shop.StartProcessAsync();

        await Eventually.Async(
            async () =>
            {
                Assert.Equal([product.Name], await shop.FindAsync("q=outlives"));
                return await LiveAsync() != before;
            },
            "the index is replaced", TimeSpan.FromSeconds(40));
        Assert.Equal([product.Name], await shop.FindAsync("q=outlives"));
        await OldIndexIsDroppedAsync();
    }

    private void FillCatalogue(params Sample[] products)
    {
        shop.Catalogue.Between = _ => Task.CompletedTask;
        shop.Catalogue.Products.Clear();
        foreach (var product in products)
            shop.Catalogue.Products[product.Id] = product;
    }

    private async Task<JsonNode> RebuildAsync()
    {
        await StartAsync();
        return await DoneAsync();
    }

    private async Task StartAsync()
        => Assert.Equal(202, (await shop.SendAsync(HttpMethod.Post, "/search/rebuild", null, "products:write")).Status);

    private Task<JsonNode> StatusAsync() => shop.GetAsync("/search/rebuild", "products:read");

    private Task<JsonNode> DoneAsync()
        => Eventually.Async(StatusAsync, status => (string?)status["state"] == "Done", "the rebuild is done", TimeSpan.FromSeconds(40));

    // A rebuild is done as soon as the new index is live; the old one is dropped after that.
    private Task OldIndexIsDroppedAsync() => Eventually.Async(
        async () => await shop.ScalarAsync<long>("SELECT count(*) FROM indexes") == 1, "the old index is dropped");

    private Task<string> LiveAsync() => shop.ScalarAsync<string>("SELECT name FROM indexes WHERE state = 'Live'");
}

/// <summary>Holds the export up after some lines.</summary>
public sealed class Gate : IDisposable
{
    private readonly StubCatalogue catalogue;
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int lines;

    public Gate(StubCatalogue catalogue, int after)
    {
        this.catalogue = catalogue;
        catalogue.Between = _ => Interlocked.Increment(ref lines) >= after ? opened.Task : Task.CompletedTask;
        After = after;
    }

    private int After { get; }

    public Task ReachedAsync() => Eventually.Async(() => Volatile.Read(ref lines) >= After, "the export is under way");

    public void Open() => opened.TrySetResult();

    public void Dispose()
    {
        Open();
        catalogue.Between = _ => Task.CompletedTask;
    }
}
