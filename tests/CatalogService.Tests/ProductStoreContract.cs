using Ecommerce.CatalogService.Cache;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Storage;
using Ecommerce.Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Tests;

/// <summary>A stock row and the sum of its movements, read past the store.</summary>
public sealed record CountedStock(string Sku, int Available, int Reserved, int Sold, int MovedAvailable, int MovedReserved, int MovedSold, int Brought);

/// <summary>What every store of products must do, whatever it is made of.</summary>
public abstract partial class ProductStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestClock clock = new();
    private readonly ReservationOptions options = new();
    private readonly Flags flags = new();

    private protected abstract IProductStore Store { get; }

    /// <summary>The types of the events stored for <paramref name="key"/>, in order.</summary>
    protected abstract Task<IReadOnlyList<string>> EventsAsync(Guid key);

    /// <summary>Counts these SKUs by other means than the store's.</summary>
    protected abstract Task<IReadOnlyList<CountedStock>> CountAsync(params string[] skus);

    private OrderStock Orders => new(clock, Options.Create(options), flags);

    private CategoryCache Categories => new(Store, clock);

    private ProductCache Cache => new(Store, Categories, clock);

    private ProductCommands Commands => new(Store, Cache, clock);

    private CategoryCommands CategoryCommands => new(Store, Categories, clock);

    [SkippableFact]
    public async Task A_product_is_found_as_it_was_written()
    {
        var sku = NewSku();
        var product = (await Commands.CreateAsync(Samples.Draft(7, sku), None)).Product!;
        var found = (await Store.FindAsync(product.Id, None))!;
        Assert.Equivalent(product.Details, found.Product.Details, strict: true);
        Assert.Equal(1, found.Product.Version);
        Assert.Equal(7, found.Available[sku]);
        Assert.Equal(["product-changed.v1"], await EventsAsync(product.Id));
    }

    [SkippableFact]
    public async Task A_sku_belongs_to_one_product_and_a_refused_one_leaves_nothing()
    {
        var (taken, free) = (NewSku(), NewSku());
        await Commands.CreateAsync(Samples.Draft(1, taken), None);
        var outcome = await Commands.CreateAsync(Samples.Draft(1, free, taken), None);
        Assert.Equal([taken], outcome.TakenSkus);
        Assert.Empty(await CountAsync(free));
    }

    [SkippableFact]
    public async Task A_variant_is_found_by_its_sku_with_all_that_a_cart_and_a_checkout_read()
    {
        var (sku, sibling, unknown) = (NewSku(), NewSku(), NewSku());
        var product = (await Commands.CreateAsync(Samples.Draft(7, sku, sibling), None)).Product!;
        var found = Assert.Single(await Store.FindVariantsAsync([sku, unknown], None));
        Assert.Equal(
            (product.Id, "Brass Lamp", sku, new Money(49.90m, "EUR"), 7, true, "lighting", "/lamp.png"),
            (found.ProductId, found.Name, found.Variant.Sku, found.Variant.Price, found.Available, found.Published, found.Category, found.Image));
        Assert.Equal(sku, found.Variant.Options["number"]);

        await Commands.DeleteAsync(product.Id, new EntityTag(1), None);
        Assert.Empty(await Store.FindVariantsAsync([sku, sibling], None));
    }

    [SkippableFact]
    public async Task A_product_is_never_read_with_the_stock_of_another_moment()
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

    [SkippableFact]
    public async Task Of_two_writers_with_the_same_version_one_wins()
    {
        var product = (await Commands.CreateAsync(Samples.Draft(1, NewSku()), None)).Product!;
        var draft = new ProductDraft(product.Details, CategoryReference.Parse("Lighting"), new Dictionary<string, int?> { [product.Details.Variants[0].Sku] = null });
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Commands.ReplaceAsync(product.Id, draft, new EntityTag(1), None)));
        Assert.Single(outcomes, o => o.Product is not null);
        Assert.Equal(7, outcomes.Count(o => o.Refusal == WriteRefusal.Stale));
        Assert.Equal(2, (await Store.FindAsync(product.Id, None))!.Product.Version);
    }

    [SkippableFact]
    public async Task A_deleted_product_takes_its_shelf_along_but_not_what_orders_hold()
    {
        var sku = NewSku();
        var product = (await Commands.CreateAsync(Samples.Draft(5, sku), None)).Product!;
        var order = await PlaceAsync((sku, 2));
        await Commands.DeleteAsync(product.Id, new EntityTag(1), None);
        Assert.Null(await Store.FindAsync(product.Id, None));
        await AssertStockAsync(sku, available: 0, reserved: 2, sold: 0, brought: 2);
        await CancelAsync(order);
        await AssertStockAsync(sku, available: 2, reserved: 0, sold: 0, brought: 2);
        Assert.Equal(["stock-reservation-failed.v1"], await EventsAsync(await PlaceAsync((sku, 1))));
    }

    [SkippableFact]
    public async Task A_dropped_variant_is_withdrawn_and_can_be_sold_by_another_product()
    {
        var (kept, dropped) = (NewSku(), NewSku());
        var product = (await Commands.CreateAsync(Samples.Draft(5, kept, dropped), None)).Product!;
        await Commands.ReplaceAsync(product.Id, Samples.Draft(3, kept), new EntityTag(1), None);
        await AssertStockAsync(kept, available: 3, reserved: 0, sold: 0, brought: 3);
        await AssertStockAsync(dropped, available: 0, reserved: 0, sold: 0, brought: 0);
        Assert.NotNull((await Commands.CreateAsync(Samples.Draft(9, dropped), None)).Product);
        await AssertStockAsync(dropped, available: 9, reserved: 0, sold: 0, brought: 9);
    }

    [SkippableFact]
    public async Task Pages_hold_every_product_once_in_every_order()
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
                after = ProductCursor.Decode(ProductCursor.Of(sort, page[^1]).Encode(), sort);
            }

            Assert.Equal(names.Length, read.Select(p => p.Product.Id).Distinct().Count());
            Assert.Equal(names.Length, read.Count);
            Assert.Equal(read.Select(p => Key(sort, p)).Order(), sort == ProductSort.PriceDescending ? read.Select(p => Key(sort, p)).Reverse() : read.Select(p => Key(sort, p)));
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

    [SkippableFact]
    public async Task A_sale_begins_and_ends_by_the_clock_and_moves_the_product_in_the_order_of_prices()
    {
        var sku = NewSku();
        var draft = Samples.Draft(1, sku);
        var sale = new Sale(new(20m, "EUR"), clock.Now + TimeSpan.FromHours(1), clock.Now + TimeSpan.FromHours(2));
        var details = draft.Details with { Variants = [draft.Details.Variants[0] with { Sale = sale }] };
        var product = (await Commands.CreateAsync(draft with { Details = details }, None)).Product!;

        Assert.Equal((49.90m, 1), await ListedAsync(product.Id));
        clock.Now = sale.From!.Value;
        Assert.Equal((20m, 2), await ListedAsync(product.Id));
        clock.Now = sale.To!.Value;
        Assert.Equal((49.90m, 3), await ListedAsync(product.Id));
        Assert.Equal(3, (await EventsAsync(product.Id)).Count(type => type == "product-changed.v1"));
    }

    /// <summary>The price that the product is sorted by, and its version, once all that is due is done.</summary>
    private async Task<(decimal Price, long Version)> ListedAsync(Guid id)
    {
        var refresh = new ProductRefresh(Store, Cache, clock, Options.Create(new RefreshOptions()), NullLogger<ProductRefresh>.Instance);
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

    private async Task AssertStockAsync(string sku, int available, int reserved, int sold, int brought)
        => Assert.Equal(
            new CountedStock(sku, available, reserved, sold, available, reserved, sold, brought), Assert.Single(await CountAsync(sku)));

    private static string NewSku() => $"T-{Guid.CreateVersion7():n}";

    private sealed class TestClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
