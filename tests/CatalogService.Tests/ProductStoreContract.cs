using Ecommerce.CatalogService.Cache;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Tests;

/// <summary>A stock row and the sum of its movements, read past the store.</summary>
public sealed record CountedStock(string Sku, int Available, int Reserved, int Sold, int MovedAvailable, int MovedReserved, int MovedSold, int Brought);

/// <summary>What every store of products must do, whatever it is made of.</summary>
public abstract class ProductStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestClock clock = new();
    private readonly ReservationOptions options = new();

    private protected abstract IProductStore Store { get; }

    /// <summary>The types of the events stored for <paramref name="key"/>, in order.</summary>
    protected abstract Task<IReadOnlyList<string>> EventsAsync(Guid key);

    /// <summary>Counts these SKUs by other means than the store's.</summary>
    protected abstract Task<IReadOnlyList<CountedStock>> CountAsync(params string[] skus);

    private OrderStock Orders => new(clock, Options.Create(options));

    private CategoryCache Categories => new(Store, clock);

    private ProductCache Cache => new(Store, Categories, clock);

    private ProductCommands Commands => new(Store, Cache, clock);

    private CategoryCommands CategoryCommands => new(Store, Categories, clock);

    [Fact]
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

    [Fact]
    public async Task A_sku_belongs_to_one_product_and_a_refused_one_leaves_nothing()
    {
        var (taken, free) = (NewSku(), NewSku());
        await Commands.CreateAsync(Samples.Draft(1, taken), None);
        var outcome = await Commands.CreateAsync(Samples.Draft(1, free, taken), None);
        Assert.Equal([taken], outcome.TakenSkus);
        Assert.Empty(await CountAsync(free));
    }

    [Fact]
    public async Task Of_two_writers_with_the_same_version_one_wins()
    {
        var product = (await Commands.CreateAsync(Samples.Draft(1, NewSku()), None)).Product!;
        var draft = new ProductDraft(product.Details, CategoryReference.Parse("Lighting"), new Dictionary<string, int?> { [product.Details.Variants[0].Sku] = null });
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Commands.ReplaceAsync(product.Id, draft, new EntityTag(1), None)));
        Assert.Single(outcomes, o => o.Product is not null);
        Assert.Equal(7, outcomes.Count(o => o.Refusal == WriteRefusal.Stale));
        Assert.Equal(2, (await Store.FindAsync(product.Id, None))!.Product.Version);
    }

    [Fact]
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

    [Fact]
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

    [Fact]
    public async Task An_order_holds_all_its_lines_or_none_and_hears_the_same_again()
    {
        var (plenty, scarce) = (await StockedAsync(9), await StockedAsync(1));
        var order = await PlaceAsync((plenty, 1), (scarce, 2));
        await AgainAsync(order, (plenty, 1), (scarce, 2));
        await AssertStockAsync(plenty, available: 9, reserved: 0, sold: 0, brought: 9);
        Assert.Equal(["stock-reservation-failed.v1", "stock-reservation-failed.v1"], await EventsAsync(order));
    }

    [Fact]
    public async Task Lines_of_one_sku_count_together()
    {
        var sku = await StockedAsync(3);
        Assert.Equal(["stock-reservation-failed.v1"], await EventsAsync(await PlaceAsync((sku, 2), (sku, 2))));
        await PlaceAsync((sku, 2), (sku, 1));
        await AssertStockAsync(sku, available: 0, reserved: 3, sold: 0, brought: 3);
    }

    [Fact]
    public async Task A_confirmed_order_is_sold_once_and_a_cancellation_brings_it_back_once()
    {
        var sku = await StockedAsync(5);
        var order = await PlaceAsync((sku, 2));
        await AgainAsync(order, (sku, 2));
        await ConfirmAsync(order, (sku, 2));
        await ConfirmAsync(order, (sku, 2));
        await AssertStockAsync(sku, available: 3, reserved: 0, sold: 2, brought: 5);
        await CancelAsync(order);
        await CancelAsync(order);
        await AgainAsync(order, (sku, 2));
        await AssertStockAsync(sku, available: 5, reserved: 0, sold: 0, brought: 5);
        Assert.Equal(
            ["stock-reserved.v1", "stock-reserved.v1", "stock-committed.v1", "stock-committed.v1", "stock-released.v1", "stock-released.v1", "stock-released.v1"],
            await EventsAsync(order));
    }

    [Fact]
    public async Task What_comes_back_is_on_the_shelf_again_once_per_return_and_never_more_than_was_bought()
    {
        var (kept, brought) = (await StockedAsync(5), await StockedAsync(5));
        var order = await PlaceAsync((kept, 1), (brought, 3));
        await ConfirmAsync(order, (kept, 1), (brought, 3));
        var first = Guid.CreateVersion7();
        await ReturnAsync(order, first, (brought, 2));
        await ReturnAsync(order, first, (brought, 2));
        await AssertStockAsync(brought, available: 4, reserved: 0, sold: 1, brought: 5);
        await ReturnAsync(order, Guid.CreateVersion7(), (brought, 2));
        await AssertStockAsync(brought, available: 5, reserved: 0, sold: 0, brought: 5);
        await CancelAsync(order);
        await ReturnAsync(order, Guid.CreateVersion7(), (brought, 1), (kept, 1));
        await AssertStockAsync(kept, available: 5, reserved: 0, sold: 0, brought: 5);
        await AssertStockAsync(brought, available: 5, reserved: 0, sold: 0, brought: 5);
        Assert.Equal(4, (await EventsAsync(order)).Count(type => type == "stock-returned.v1"));
    }

    [Fact]
    public async Task A_return_that_outran_its_sale_is_answered_once_the_sale_is_known()
    {
        var sku = await StockedAsync(2);
        var order = await PlaceAsync((sku, 2));
        var returned = Guid.CreateVersion7();
        await ReturnAsync(order, returned, (sku, 2));
        Assert.DoesNotContain("stock-returned.v1", await EventsAsync(order));
        await ConfirmAsync(order, (sku, 2));
        await ReturnAsync(order, returned, (sku, 2));
        await AssertStockAsync(sku, available: 2, reserved: 0, sold: 0, brought: 2);
        Assert.Contains("stock-returned.v1", await EventsAsync(order));
    }

    [Fact]
    public async Task An_order_that_was_cancelled_before_it_came_holds_nothing()
    {
        var sku = await StockedAsync(5);
        var order = Guid.CreateVersion7();
        await CancelAsync(order);
        await AgainAsync(order, (sku, 1));
        await AssertStockAsync(sku, available: 5, reserved: 0, sold: 0, brought: 5);
        Assert.DoesNotContain("stock-reserved.v1", await EventsAsync(order));
    }

    [Fact]
    public async Task A_hold_that_lapsed_is_sold_from_the_shelf_or_the_order_learns_that_it_is_gone()
    {
        var (left, gone) = (await StockedAsync(2), await StockedAsync(2));
        var (lucky, late) = (await PlaceAsync((left, 2)), await PlaceAsync((gone, 2)));
        clock.Now += options.Lifetime + TimeSpan.FromSeconds(1);
        while (await InTransactionAsync(transaction => Orders.LapseNextAsync(transaction, None)))
            continue;
        await AssertStockAsync(left, available: 2, reserved: 0, sold: 0, brought: 2);

        await PlaceAsync((gone, 1));
        await ConfirmAsync(lucky, (left, 2));
        await ConfirmAsync(late, (gone, 2));
        await AssertStockAsync(left, available: 0, reserved: 0, sold: 2, brought: 2);
        await AssertStockAsync(gone, available: 1, reserved: 1, sold: 0, brought: 2);
        Assert.Equal("stock-committed.v1", (await EventsAsync(lucky))[^1]);
        Assert.Equal("stock-commit-failed.v1", (await EventsAsync(late))[^1]);
    }

    [Fact]
    public async Task Many_orders_at_once_never_oversell_and_never_wait_for_each_other_in_a_circle()
    {
        const int Stocked = 40;
        string[] skus = [await StockedAsync(Stocked), await StockedAsync(Stocked), await StockedAsync(Stocked)];
        var random = new Random(20);
        var wanted = Enumerable.Range(0, 120).Select(_ => random.GetItems(skus, 3).Select(sku => (sku, random.Next(1, 3))).ToArray()).ToList();

        var orders = await Task.WhenAll(wanted.Select(lines => Task.Run(() => PlaceAsync(lines))));

        var held = new Dictionary<string, int>();
        var refused = 0;
        foreach (var (order, lines) in orders.Zip(wanted))
        {
            if ((await EventsAsync(order)).Single() != "stock-reserved.v1")
                refused++;
            else
                foreach (var (sku, quantity) in lines)
                    held[sku] = held.GetValueOrDefault(sku) + quantity;
        }

        // Three lines of at most two pieces each: only a SKU with fewer than six pieces left can have refused an order.
        Assert.NotEqual(0, refused);
        Assert.InRange(held.Values.Max(), Stocked - 5, Stocked);
        foreach (var sku in skus)
        {
            await AssertStockAsync(sku, available: Stocked - held[sku], reserved: held[sku], sold: 0, brought: Stocked);
        }
    }

    [Fact]
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

    [Fact]
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

    [Fact]
    public async Task A_category_is_made_when_a_product_names_it_and_stays_while_a_product_or_a_category_is_in_it()
    {
        var (upper, lower) = (Slug.Of(NewSku()), Slug.Of(NewSku()));
        var product = await CreateAsync("Lamp", $"{upper}/{lower}", 5);
        Assert.Equal($"{upper}/{lower}", (await Store.CategoriesAsync(None)).PathOf(product.Details.Category));
        Assert.Equal(1, (await Store.CountByCategoryAsync(None))[lower]);
        Assert.Equal(CategoryRefusal.HasChildren, (await CategoryCommands.DeleteAsync(upper, None)).Refusal);
        Assert.Equal(CategoryRefusal.HasProducts, (await CategoryCommands.DeleteAsync(lower, None)).Refusal);
        await Commands.DeleteAsync(product.Id, new EntityTag(1), None);
        Assert.Equal(CategoryRefusal.None, (await CategoryCommands.DeleteAsync(lower, None)).Refusal);
        Assert.Equal(CategoryRefusal.None, (await CategoryCommands.DeleteAsync(upper, None)).Refusal);
        Assert.Equal(CategoryRefusal.NotFound, (await CategoryCommands.DeleteAsync(upper, None)).Refusal);
    }

    [Fact]
    public async Task However_categories_move_at_once_they_stay_a_tree()
    {
        var slugs = Enumerable.Range(0, 6).Select(_ => Slug.Of(NewSku())).ToArray();
        foreach (var slug in slugs)
            await CategoryCommands.CreateAsync(new Category(slug, slug, null, 0), None);
        var random = new Random(7);
        var moves = Enumerable.Range(0, 60).Select(_ => random.GetItems(slugs, 2)).ToList();

        var outcomes = await Task.WhenAll(moves.Select(m => Task.Run(() => CategoryCommands.ReplaceAsync(new Category(m[0], m[0], m[1], 0), None))));

        Assert.Contains(outcomes, o => o.Refusal == CategoryRefusal.None);
        Assert.Contains(outcomes, o => o.Refusal == CategoryRefusal.Misplaced);
        var parents = (await Store.CategoriesAsync(None)).InOrder().Where(c => slugs.Contains(c.Slug)).ToDictionary(c => c.Slug, c => c.Parent);
        Assert.Equal(slugs.Order(), parents.Keys.Order());
    }

    [Fact]
    public async Task A_renamed_category_is_told_of_by_each_product_in_it()
    {
        var (upper, lower) = (Slug.Of(NewSku()), Slug.Of(NewSku()));
        var product = await CreateAsync("Lamp", $"{upper}/{lower}", 5);
        await CategoryCommands.ReplaceAsync(new Category(upper, "Renamed", null, 0), None);
        Assert.Equal((5m, 2), await ListedAsync(product.Id));
        Assert.Equal(2, (await EventsAsync(product.Id)).Count(type => type == "product-changed.v1"));
    }

    [Fact]
    public async Task Each_change_of_what_can_be_bought_is_told_once_per_product_and_found_in_the_history()
    {
        var (one, other) = (NewSku(), NewSku());
        var product = (await Commands.CreateAsync(Samples.Draft(5, one, other), None)).Product!;
        var order = await PlaceAsync((one, 2), (other, 1));
        await ConfirmAsync(order, (one, 2), (other, 1));
        await CancelAsync(order);
        Assert.Equal(["product-changed.v1", "stock-changed.v1", "stock-changed.v1"], await EventsAsync(product.Id));

        var history = await Store.StockHistoryAsync(one, long.MaxValue, 10, None);
        Assert.Equal([4, 3, 2, 1], history.Select(m => m.Version));
        Assert.Equal(["cancelled", "sold", "reserved", "initial"], history.Select(m => m.Reason));
        Assert.Equal([2, 0, -2, 5], history.Select(m => m.Available));
        Assert.Equal([order, order, order, null], history.Select(m => m.OrderId));
        Assert.Equal([2L, 1L], (await Store.StockHistoryAsync(one, 3, 10, None)).Select(m => m.Version));
    }

    [Fact]
    public async Task Orders_that_name_the_same_skus_in_opposite_order_do_not_wait_for_each_other_in_a_circle()
    {
        const int Each = 60;
        var (one, other) = (await StockedAsync(2 * Each), await StockedAsync(2 * Each));
        await Task.WhenAll(Enumerable.Range(0, Each).SelectMany(_ => new[]
        {
            Task.Run(() => PlaceAsync((one, 1), (other, 1))),
            Task.Run(() => PlaceAsync((other, 1), (one, 1))),
        }));
        await AssertStockAsync(one, available: 0, reserved: 2 * Each, sold: 0, brought: 2 * Each);
        await AssertStockAsync(other, available: 0, reserved: 2 * Each, sold: 0, brought: 2 * Each);
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

    private async Task<Guid> PlaceAsync(params (string Sku, int Quantity)[] lines)
    {
        var order = Guid.CreateVersion7();
        await AgainAsync(order, lines);
        return order;
    }

    private Task AgainAsync(Guid order, params (string Sku, int Quantity)[] lines)
        => InTransactionAsync(transaction => Orders.PlaceAsync(transaction, order, Samples.Lines(lines), None));

    private Task ConfirmAsync(Guid order, params (string Sku, int Quantity)[] lines)
        => InTransactionAsync(transaction => Orders.ConfirmAsync(transaction, order, Samples.Lines(lines), None));

    private Task ReturnAsync(Guid order, Guid returned, params (string Sku, int Quantity)[] lines)
        => InTransactionAsync(transaction => Orders.ReturnAsync(transaction, order, returned, Samples.Lines(lines), None));

    private Task CancelAsync(Guid order) => InTransactionAsync(transaction => Orders.CancelAsync(transaction, order, None));

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
