using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Features.Categories;
using Ecommerce.CatalogService.Features.ReadProducts;
using Ecommerce.CatalogService.Features.WriteProducts;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.CatalogService.Infrastructure.Workers;
using Ecommerce.Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Tests;

/// <summary>A stock row and the sum of its movements, read past the store.</summary>
public sealed record CountedStock(
    string Sku, int Available, int Reserved, int Sold, int MovedAvailable, int MovedReserved, int MovedSold, int Received);

/// <summary>What every store of products must do, whatever it is made of.</summary>
public abstract partial class ProductStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly ManualTimeProvider timeProvider = new();
    private readonly ReservationOptions options = new();
    private readonly FakeFeatureManager features = new();

    private protected abstract IProductStore Store { get; }

    /// <summary>The types of the events stored for <paramref name="key"/>, in order.</summary>
    protected abstract Task<IReadOnlyList<string>> EventsAsync(Guid key);

    /// <summary>Counts these SKUs by other means than the store's.</summary>
    protected abstract Task<IReadOnlyList<CountedStock>> CountAsync(params string[] skus);

    /// <summary>Makes a reservation one that cannot be released.</summary>
    protected abstract Task SpoilReservationAsync(Guid orderId);

    /// <summary>Makes a product unreadable.</summary>
    protected abstract Task SpoilProductAsync(Guid id);

    private OrderStock Orders => new(timeProvider, Options.Create(options), features);

    private CategoryCache Categories => new(Store, timeProvider);

    private ProductCache Cache => new(new(timeProvider, ProductCache.Lifetime), timeProvider);

    private protected ProductCommands Commands => new(Store, Cache, timeProvider);

    private CategoryCommands CategoryCommands => new(Store, Categories, Cache, timeProvider);

    [Fact]
    public async Task Created_product_is_found_as_it_was_written()
    {
        var sku = NewSku();
        var product = (await Commands.CreateAsync(Samples.Draft(7, sku), None)).Product!;
        var found = (await Store.FindAsync(product.Id, None))!;
        Assert.Equivalent(product.Details, found.Product.Details, strict: true);
        Assert.Equal(1, found.Product.Version);
        Assert.Equal(7, found.Available[sku]);
        Assert.Equal(["product-changed.v1"], await EventsAsync(product.Id));
    }

    [Fact]
    public async Task Product_with_a_taken_SKU_is_refused_and_leaves_no_stock()
    {
        var (taken, free) = (NewSku(), NewSku());
        await Commands.CreateAsync(Samples.Draft(1, taken), None);
        var outcome = await Commands.CreateAsync(Samples.Draft(1, free, taken), None);
        Assert.Equal([taken], outcome.TakenSkus);
        Assert.Empty(await CountAsync(free));
    }

    [Fact]
    public async Task SKU_that_differs_by_case_alone_is_taken()
    {
        var (taken, free) = (NewSku(), NewSku());
        var first = (await Commands.CreateAsync(Samples.Draft(1, taken), None)).Product!;

        Assert.Equal([Lower(taken)], (await Commands.CreateAsync(Samples.Draft(1, free, Lower(taken)), None)).TakenSkus);
        Assert.Empty(await CountAsync(free));
        var second = (await Commands.CreateAsync(Samples.Draft(1, free), None)).Product!;
        Assert.Equal(
            [Lower(taken)],
            (await Commands.ReplaceAsync(second.Id, Samples.Draft(1, Lower(taken)), new EntityTag(1), None)).TakenSkus);

        // Its own product may change the case, and after that the SKU is still taken; nobody's it is free.
        Assert.NotNull((await Commands.ReplaceAsync(first.Id, Samples.Draft(4, Lower(taken)), new EntityTag(1), None)).Product);
        Assert.Equal([taken], (await Commands.CreateAsync(Samples.Draft(1, taken), None)).TakenSkus);
        await Commands.DeleteAsync(first.Id, new EntityTag(2), None);
        Assert.NotNull((await Commands.CreateAsync(Samples.Draft(1, taken), None)).Product);
    }

    [Fact]
    public async Task One_of_concurrent_products_gets_a_SKU_in_any_spelling()
    {
        for (var round = 0; round < 5; round++)
        {
            var sku = NewSku();
            string[] spellings = [sku, Lower(sku), sku.ToUpperInvariant(), $"{sku[..5].ToLowerInvariant()}{sku[5..].ToUpperInvariant()}"];

            var results = await Task.WhenAll(
                spellings.Select(spelling => Task.Run(() => Commands.CreateAsync(Samples.Draft(1, spelling), None))));

            Assert.Single(results, result => result.Product is not null);
            Assert.Single(await Store.FindVariantsAsync(spellings, None));
        }
    }

    [Fact]
    public async Task Variant_is_found_by_its_SKU_until_its_product_is_deleted()
    {
        var (sku, sibling, unknown) = (NewSku(), NewSku(), NewSku());
        var product = (await Commands.CreateAsync(Samples.Draft(7, sku, sibling), None)).Product!;
        var found = Assert.Single(await Store.FindVariantsAsync([sku, unknown], None));
        Assert.Equal(
            (product.Id, "Brass Lamp", sku, new Money(49.90m, "EUR"), 7, true, "lighting", "/lamp.png"),
            (
                found.ProductId, found.Name, found.Variant.Sku, found.Variant.Price, found.Available, found.Published, found.Category,
                found.Image));
        Assert.Equal(sku, found.Variant.Options["number"]);

        await Commands.DeleteAsync(product.Id, new EntityTag(1), None);
        Assert.Empty(await Store.FindVariantsAsync([sku, sibling], None));
    }

    [Fact]
    public async Task Product_is_read_with_the_stock_of_the_same_snapshot()
    {
        var (sku, category) = (NewSku(), Slug.Of(NewSku()));
        var product = (await Commands.CreateAsync(Counted(1), None)).Product!;
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var count = 2; !enough.IsCancellationRequested; count++)
                Assert.NotNull((await Commands.ReplaceAsync(product.Id, Counted(count), new EntityTag(count - 1), None)).Product);
        });

        for (var i = 0; i < 100; i++)
        {
            Check((await Store.FindAsync(product.Id, None))!);
            Check(Assert.Single(await PageAsync(ProductSort.Name, category, null)));
            var variant = Assert.Single(await Store.FindVariantsAsync([sku], None));
            Assert.Equal(variant.Name, $"{variant.Available}");
        }

        await enough.CancelAsync();
        await writing;

        ProductDraft Counted(int count)
        {
            var draft = Samples.Draft(count, sku);
            return draft with { Details = draft.Details with { Name = $"{count}" }, Category = CategoryReference.Parse(category) };
        }

        void Check(StockedProduct read) => Assert.Equal(read.Product.Details.Name, $"{read.Available[sku]}");
    }

    [Fact]
    public async Task Concurrent_writers_with_the_same_version_succeed_once()
    {
        var product = (await Commands.CreateAsync(Samples.Draft(1, NewSku()), None)).Product!;
        var stock = new Dictionary<string, int?> { [product.Details.Variants[0].Sku] = null };
        var draft = new ProductDraft(product.Details, CategoryReference.Parse("Lighting"), stock);
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Commands.ReplaceAsync(product.Id, draft, new EntityTag(1), None)));
        Assert.Single(outcomes, o => o.Product is not null);
        Assert.Equal(7, outcomes.Count(o => o.Error == WriteError.Stale));
        Assert.Equal(2, (await Store.FindAsync(product.Id, None))!.Product.Version);
    }

    [Fact]
    public async Task Deleted_product_withdraws_available_stock_and_keeps_reserved_stock()
    {
        var sku = NewSku();
        var product = (await Commands.CreateAsync(Samples.Draft(5, sku), None)).Product!;
        var order = await PlaceAsync((sku, 2));
        await Commands.DeleteAsync(product.Id, new EntityTag(1), None);
        Assert.Null(await Store.FindAsync(product.Id, None));
        await AssertStockAsync(sku, available: 0, reserved: 2, sold: 0, received: 2);
        await CancelAsync(order);
        await AssertStockAsync(sku, available: 2, reserved: 0, sold: 0, received: 2);
        Assert.Equal(["stock-reservation-failed.v1"], await EventsAsync(await PlaceAsync((sku, 1))));
    }

    [Fact]
    public async Task Removed_variant_is_withdrawn_and_free_for_another_product()
    {
        var (kept, dropped) = (NewSku(), NewSku());
        var product = (await Commands.CreateAsync(Samples.Draft(5, kept, dropped), None)).Product!;
        await Commands.ReplaceAsync(product.Id, Samples.Draft(3, kept), new EntityTag(1), None);
        await AssertStockAsync(kept, available: 3, reserved: 0, sold: 0, received: 3);
        await AssertStockAsync(dropped, available: 0, reserved: 0, sold: 0, received: 0);
        Assert.NotNull((await Commands.CreateAsync(Samples.Draft(9, dropped), None)).Product);
        await AssertStockAsync(dropped, available: 9, reserved: 0, sold: 0, received: 9);
    }

    [Fact]
    public async Task Pages_list_every_product_once_in_every_sort()
    {
        var category = Slug.Of(NewSku());
        var names = new[] { "b", "B", "a", "ä", "c", "c", "_" };
        foreach (var name in names)
            await CreateAsync(name, category, amount: name.Length + (name[0] % 4));

        foreach (var sort in Enum.GetValues<ProductSort>())
        {
            var read = new List<StockedProduct>();
            ProductCursor? after = null;
            while (await PageAsync(sort, category, after) is { Count: > 0 } page)
            {
                read.AddRange(page);
                after = ProductCursorText.Decode(ProductCursorText.Encode(ProductCursor.Of(sort, page[^1])), sort);
            }

            Assert.Equal(names.Length, read.Select(p => p.Product.Id).Distinct().Count());
            Assert.Equal(names.Length, read.Count);
            Assert.Equal(
                read.Select(p => Key(sort, p)).Order(),
                sort == ProductSort.PriceDescending ? read.Select(p => Key(sort, p)).Reverse() : read.Select(p => Key(sort, p)));
        }
    }

    private static decimal Key(ProductSort sort, StockedProduct product)
        => sort is ProductSort.Price or ProductSort.PriceDescending ? product.Product.Details.Variants[0].Price.Amount : 0;

    private Task<IReadOnlyList<StockedProduct>> PageAsync(ProductSort sort, string category, ProductCursor? after)
        => Store.ListAsync(new ProductQuery(sort, 2, after, Categories: [category]), None);

    private async Task<Product> CreateAsync(string name, string category, decimal amount)
    {
        var draft = Samples.Draft(1, NewSku());
        var variant = draft.Details.Variants[0];
        var details = draft.Details with { Name = name, Variants = [variant with { Price = new(amount, "EUR") }] };
        return (await Commands.CreateAsync(draft with { Details = details, Category = CategoryReference.Parse(category) }, None)).Product!;
    }

    [Fact]
    public async Task Sale_changes_the_sort_price_when_it_begins_and_ends()
    {
        var sku = NewSku();
        var draft = Samples.Draft(1, sku);
        var sale = new Sale(new(20m, "EUR"), timeProvider.Now + TimeSpan.FromHours(1), timeProvider.Now + TimeSpan.FromHours(2));
        var details = draft.Details with { Variants = [draft.Details.Variants[0] with { Sale = sale }] };
        var product = (await Commands.CreateAsync(draft with { Details = details }, None)).Product!;

        Assert.Equal((49.90m, 1), await ListedAsync(product.Id));
        timeProvider.Now = sale.From!.Value;
        Assert.Equal((20m, 2), await ListedAsync(product.Id));
        timeProvider.Now = sale.To!.Value;
        Assert.Equal((49.90m, 3), await ListedAsync(product.Id));
        Assert.Equal(3, (await EventsAsync(product.Id)).Count(type => type == "product-changed.v1"));
    }

    [Fact]
    public async Task Product_that_cannot_be_read_is_counted_and_holds_up_the_refresh_of_no_other()
    {
        using var quarantined = new QuarantinedRows(nameof(ProductRefreshWorker));
        var begins = timeProvider.Now + TimeSpan.FromHours(1);
        var (spoiled, other) = (await OnSaleAsync(begins), await OnSaleAsync(begins));
        await SpoilProductAsync(spoiled);

        timeProvider.Now = begins;
        Assert.Equal((20m, 2), await ListedAsync(other));
        Assert.Equal(1, quarantined.Count);
    }

    private async Task<Guid> OnSaleAsync(DateTimeOffset begins)
    {
        var draft = Samples.Draft(1, NewSku());
        var sale = new Sale(new(20m, "EUR"), begins, begins + TimeSpan.FromHours(1));
        var details = draft.Details with { Variants = [draft.Details.Variants[0] with { Sale = sale }] };
        return (await Commands.CreateAsync(draft with { Details = details }, None)).Product!.Id;
    }

    /// <summary>The price that the product is sorted by, and its version, once all that is due is done.</summary>
    private async Task<(decimal Price, long Version)> ListedAsync(Guid id)
    {
        var refresh = new ProductRefreshWorker(
            Store, Cache, timeProvider, Options.Create(new ProductRefreshOptions()), NullLogger<ProductRefreshWorker>.Instance);
        while (await refresh.RefreshAsync(None) > 0)
            continue;
        var found = (await Store.FindAsync(id, None))!;
        return (found.LowestPrice, found.Product.Version);
    }

    private async Task<string> StockedAsync(int stock)
    {
        var sku = NewSku();
        Assert.NotNull((await Commands.CreateAsync(Samples.Draft(stock, sku), None)).Product);
        return sku;
    }

    private async Task InTransactionAsync(Func<ICatalogTransaction, Task> work)
        => await InTransactionAsync(async transaction =>
        {
            await work(transaction);
            return true;
        });

    private Task<bool> InTransactionAsync(Func<ICatalogTransaction, Task<bool>> work)
        => Store.InTransactionAsync(
            async (transaction, token) =>
            {
                var result = await work(transaction);
                await transaction.CommitAsync(token);
                return result;
            },
            None);

    private async Task AssertStockAsync(string sku, int available, int reserved, int sold, int received)
        => Assert.Equal(
            new CountedStock(sku, available, reserved, sold, available, reserved, sold, received), Assert.Single(await CountAsync(sku)));

    private static string NewSku() => $"T-{Guid.CreateVersion7():n}";

    private static string Lower(string sku) => sku.ToLowerInvariant();

    private sealed class ManualTimeProvider : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
