using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;

namespace Ecommerce.CatalogService.Tests;

/// <summary>The stock of orders.</summary>
public abstract partial class ProductStoreContract
{
    [SkippableFact]
    public async Task An_order_holds_all_its_lines_or_none_and_hears_the_same_again()
    {
        var (plenty, scarce) = (await StockedAsync(9), await StockedAsync(1));
        var order = await PlaceAsync((plenty, 1), (scarce, 2));
        await AgainAsync(order, (plenty, 1), (scarce, 2));
        await AssertStockAsync(plenty, available: 9, reserved: 0, sold: 0, brought: 9);
        Assert.Equal(["stock-reservation-failed.v1", "stock-reservation-failed.v1"], await EventsAsync(order));
    }

    [SkippableFact]
    public async Task Lines_of_one_sku_count_together()
    {
        var sku = await StockedAsync(3);
        Assert.Equal(["stock-reservation-failed.v1"], await EventsAsync(await PlaceAsync((sku, 2), (sku, 2))));
        await PlaceAsync((sku, 2), (sku, 1));
        await AssertStockAsync(sku, available: 0, reserved: 3, sold: 0, brought: 3);
    }

    [SkippableFact]
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

    [SkippableFact]
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

    [SkippableFact]
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

    [SkippableFact]
    public async Task An_order_that_was_cancelled_before_it_came_holds_nothing()
    {
        var sku = await StockedAsync(5);
        var order = Guid.CreateVersion7();
        await CancelAsync(order);
        await AgainAsync(order, (sku, 1));
        await AssertStockAsync(sku, available: 5, reserved: 0, sold: 0, brought: 5);
        Assert.DoesNotContain("stock-reserved.v1", await EventsAsync(order));
    }

    [SkippableFact]
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

    [SkippableFact]
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

    [SkippableFact]
    public async Task Many_orders_of_one_sku_at_once_are_each_answered_after_a_few_tries()
    {
        const int Stocked = 150;
        const int Placed = 200;
        var sku = await StockedAsync(Stocked);
        var tries = 0;
        var orders = await Task.WhenAll(Enumerable.Range(0, Placed).Select(_ => Task.Run(async () =>
        {
            var order = Guid.CreateVersion7();
            await InTransactionAsync(transaction =>
            {
                Interlocked.Increment(ref tries);
                return Orders.PlaceAsync(transaction, order, Samples.Lines((sku, 1)), None);
            });
            return order;
        })));

        var answers = await Task.WhenAll(orders.Select(EventsAsync));
        Assert.Equal(Stocked, answers.Count(events => events.Single() == "stock-reserved.v1"));
        await AssertStockAsync(sku, available: 0, reserved: Stocked, sold: 0, brought: Stocked);
        Assert.Equal(Stocked + 1, (await Store.FindStockAsync(sku, None))!.Version);
        Assert.InRange(tries, Placed, 4 * Placed);
    }

    [SkippableFact]
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

    [SkippableFact]
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

    [SkippableFact]
    public async Task While_stock_is_not_tracked_an_order_is_accepted_and_takes_nothing_from_it_for_good()
    {
        var sku = await StockedAsync(1);
        flags.AreOn = false;
        var (sold, cancelled) = (await PlaceAsync((sku, 5)), await PlaceAsync((sku, 5)));
        flags.AreOn = true;
        await ConfirmAsync(sold, (sku, 5));
        await CancelAsync(cancelled);
        await ReturnAsync(sold, Guid.CreateVersion7(), (sku, 5));
        await AssertStockAsync(sku, available: 1, reserved: 0, sold: 0, brought: 1);
        Assert.Equal(["stock-reserved.v1", "stock-committed.v1", "stock-returned.v1"], await EventsAsync(sold));
        Assert.Equal(["stock-reserved.v1", "stock-released.v1"], await EventsAsync(cancelled));
        Assert.Equal(["stock-reservation-failed.v1"], await EventsAsync(await PlaceAsync((sku, 5))));
    }

    [SkippableFact]
    public async Task What_was_held_is_sold_from_stock_also_when_tracking_ended_meanwhile()
    {
        var sku = await StockedAsync(3);
        var order = await PlaceAsync((sku, 2));
        flags.AreOn = false;
        await ConfirmAsync(order, (sku, 2));
        await AssertStockAsync(sku, available: 1, reserved: 0, sold: 2, brought: 3);
        await CancelAsync(order);
        await AssertStockAsync(sku, available: 3, reserved: 0, sold: 0, brought: 3);
    }

    [SkippableFact]
    public async Task Stock_adds_up_whatever_became_of_orders()
    {
        string[] skus = [await StockedAsync(9), await StockedAsync(9), await StockedAsync(1)];
        var (held, sold, returned, cancelled) = (await PlaceAsync((skus[0], 1), (skus[2], 1)), await PlaceAsync((skus[0], 2)), await PlaceAsync((skus[1], 3)), await PlaceAsync((skus[1], 2)));
        await ConfirmAsync(sold, (skus[0], 2));
        await ConfirmAsync(returned, (skus[1], 3));
        await ReturnAsync(returned, Guid.CreateVersion7(), (skus[1], 2));
        await CancelAsync(cancelled);
        await PlaceAsync((skus[2], 1));
        Assert.Equal(new StockAudit(0, 0, SoldOut: 1), await Store.AuditStockAsync(None));

        await CancelAsync(held);
        Assert.Equal(new StockAudit(0, 0, SoldOut: 0), await Store.AuditStockAsync(None));
    }

    private async Task<Guid> PlaceAsync(params (string Sku, int Quantity)[] lines)
    {
        var order = Guid.CreateVersion7();
        await AgainAsync(order, lines);
        return order;
    }

    private protected async Task StockWithAnOrderAsync() => await PlaceAsync((await StockedAsync(5), 2));

    private Task AgainAsync(Guid order, params (string Sku, int Quantity)[] lines)
        => InTransactionAsync(transaction => Orders.PlaceAsync(transaction, order, Samples.Lines(lines), None));

    private Task ConfirmAsync(Guid order, params (string Sku, int Quantity)[] lines)
        => InTransactionAsync(transaction => Orders.ConfirmAsync(transaction, order, Samples.Lines(lines), None));

    private Task ReturnAsync(Guid order, Guid returned, params (string Sku, int Quantity)[] lines)
        => InTransactionAsync(transaction => Orders.ReturnAsync(transaction, order, returned, Samples.Lines(lines), None));

    private Task CancelAsync(Guid order) => InTransactionAsync(transaction => Orders.CancelAsync(transaction, order, None));
}
