using System.Diagnostics.Metrics;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Telemetry;
using Ecommerce.CatalogService.Infrastructure.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Tests;

/// <summary>The stock of orders.</summary>
public abstract partial class ProductStoreContract
{
    [Fact]
    public async Task Order_with_one_short_line_reserves_nothing_and_repeats_its_reply()
    {
        var (plenty, scarce) = (await StockedAsync(9), await StockedAsync(1));
        var order = await PlaceAsync((plenty, 1), (scarce, 2));
        await RepeatAsync(order, (plenty, 1), (scarce, 2));
        await AssertStockAsync(plenty, available: 9, reserved: 0, sold: 0, received: 9);
        Assert.Equal(["stock-reservation-failed.v1", "stock-reservation-failed.v1"], await EventsAsync(order));
    }

    [Fact]
    public async Task Lines_of_one_SKU_are_added_up()
    {
        var sku = await StockedAsync(3);
        Assert.Equal(["stock-reservation-failed.v1"], await EventsAsync(await PlaceAsync((sku, 2), (sku, 2))));
        await PlaceAsync((sku, 2), (sku, 1));
        await AssertStockAsync(sku, available: 0, reserved: 3, sold: 0, received: 3);
    }

    [Fact]
    public async Task Repeated_confirm_and_cancel_move_stock_once()
    {
        var sku = await StockedAsync(5);
        var order = await PlaceAsync((sku, 2));
        await RepeatAsync(order, (sku, 2));
        await ConfirmAsync(order, (sku, 2));
        await ConfirmAsync(order, (sku, 2));
        await AssertStockAsync(sku, available: 3, reserved: 0, sold: 2, received: 5);
        await CancelAsync(order);
        await CancelAsync(order);
        await RepeatAsync(order, (sku, 2));
        await AssertStockAsync(sku, available: 5, reserved: 0, sold: 0, received: 5);
        Assert.Equal(
            [
                "stock-reserved.v1", "stock-reserved.v1", "stock-committed.v1", "stock-committed.v1",
                "stock-released.v1", "stock-released.v1", "stock-released.v1",
            ],
            await EventsAsync(order));
    }

    [Fact]
    public async Task Return_restocks_once_and_at_most_what_was_sold()
    {
        var (kept, returned) = (await StockedAsync(5), await StockedAsync(5));
        var order = await PlaceAsync((kept, 1), (returned, 3));
        await ConfirmAsync(order, (kept, 1), (returned, 3));
        var first = Guid.CreateVersion7();
        await ReturnAsync(order, first, (returned, 2));
        await ReturnAsync(order, first, (returned, 2));
        await AssertStockAsync(returned, available: 4, reserved: 0, sold: 1, received: 5);
        await ReturnAsync(order, Guid.CreateVersion7(), (returned, 2));
        await AssertStockAsync(returned, available: 5, reserved: 0, sold: 0, received: 5);
        await CancelAsync(order);
        await ReturnAsync(order, Guid.CreateVersion7(), (returned, 1), (kept, 1));
        await AssertStockAsync(kept, available: 5, reserved: 0, sold: 0, received: 5);
        await AssertStockAsync(returned, available: 5, reserved: 0, sold: 0, received: 5);
        Assert.Equal(4, (await EventsAsync(order)).Count(type => type == "stock-returned.v1"));
    }

    [Fact]
    public async Task Return_before_its_sale_is_answered_once_the_sale_is_known()
    {
        var sku = await StockedAsync(2);
        var order = await PlaceAsync((sku, 2));
        var returned = Guid.CreateVersion7();
        await ReturnAsync(order, returned, (sku, 2));
        Assert.DoesNotContain("stock-returned.v1", await EventsAsync(order));
        await ConfirmAsync(order, (sku, 2));
        await ReturnAsync(order, returned, (sku, 2));
        await AssertStockAsync(sku, available: 2, reserved: 0, sold: 0, received: 2);
        Assert.Contains("stock-returned.v1", await EventsAsync(order));
    }

    [Fact]
    public async Task Order_cancelled_before_it_was_placed_reserves_nothing()
    {
        var sku = await StockedAsync(5);
        var order = Guid.CreateVersion7();
        await CancelAsync(order);
        await RepeatAsync(order, (sku, 1));
        await AssertStockAsync(sku, available: 5, reserved: 0, sold: 0, received: 5);
        Assert.DoesNotContain("stock-reserved.v1", await EventsAsync(order));
    }

    [Fact]
    public async Task Confirm_after_expiry_sells_available_stock_or_fails()
    {
        var (left, gone) = (await StockedAsync(2), await StockedAsync(2));
        var (lucky, late) = (await PlaceAsync((left, 2)), await PlaceAsync((gone, 2)));
        timeProvider.Now += options.Lifetime + TimeSpan.FromSeconds(1);
        foreach (var order in await Store.FindExpiredReservationsAsync(timeProvider.Now, [], 100, None))
            await InTransactionAsync(transaction => Orders.ExpireAsync(transaction, order, None));
        await AssertStockAsync(left, available: 2, reserved: 0, sold: 0, received: 2);

        await PlaceAsync((gone, 1));
        await ConfirmAsync(lucky, (left, 2));
        await ConfirmAsync(late, (gone, 2));
        await AssertStockAsync(left, available: 0, reserved: 0, sold: 2, received: 2);
        await AssertStockAsync(gone, available: 1, reserved: 1, sold: 0, received: 2);
        Assert.Equal("stock-committed.v1", (await EventsAsync(lucky))[^1]);
        Assert.Equal("stock-commit-failed.v1", (await EventsAsync(late))[^1]);
    }

    [Fact]
    public async Task Reservation_that_cannot_be_released_is_counted_and_holds_up_no_other()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var quarantined = new QuarantinedRows(nameof(ReservationExpiryWorker));
        using var worker = new ReservationExpiryWorker(
            Store, Orders, new StockMetrics(services.GetRequiredService<IMeterFactory>()), timeProvider, Options.Create(options),
            NullLogger<ReservationExpiryWorker>.Instance);
        var (spoiled, sku) = (await StockedAsync(2), await StockedAsync(2));
        await SpoilReservationAsync(await PlaceAsync((spoiled, 2)));
        timeProvider.Now += TimeSpan.FromSeconds(1);
        await PlaceAsync((sku, 2));

        timeProvider.Now += options.Lifetime + TimeSpan.FromSeconds(1);
        await worker.ExpireAsync(None);
        await worker.ExpireAsync(None);

        await AssertStockAsync(sku, available: 2, reserved: 0, sold: 0, received: 2);
        await AssertStockAsync(spoiled, available: 0, reserved: 2, sold: 0, received: 2);
        Assert.Equal(1, quarantined.Count);
    }

    [Fact]
    public async Task Concurrent_orders_never_oversell_or_deadlock()
    {
        const int Stocked = 40;
        string[] skus = [await StockedAsync(Stocked), await StockedAsync(Stocked), await StockedAsync(Stocked)];
        var random = new Random(20);
        var wanted = Enumerable.Range(0, 120)
            .Select(_ => random.GetItems(skus, 3).Select(sku => (sku, random.Next(1, 3))).ToArray())
            .ToList();

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
            await AssertStockAsync(sku, available: Stocked - held[sku], reserved: held[sku], sold: 0, received: Stocked);
        }
    }

    [Fact]
    public async Task Concurrent_orders_of_one_SKU_are_answered_after_few_retries()
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
                return Orders.ReserveAsync(transaction, order, Samples.Lines((sku, 1)), None);
            });
            return order;
        })));

        var answers = await Task.WhenAll(orders.Select(EventsAsync));
        Assert.Equal(Stocked, answers.Count(events => events.Single() == "stock-reserved.v1"));
        await AssertStockAsync(sku, available: 0, reserved: Stocked, sold: 0, received: Stocked);
        Assert.Equal(Stocked + 1, (await Store.FindStockAsync(sku, None))!.Version);
        Assert.InRange(tries, Placed, 4 * Placed);
    }

    [Fact]
    public async Task Change_of_available_stock_publishes_one_event_per_product_and_is_in_the_history()
    {
        var (one, other) = (NewSku(), NewSku());
        var product = (await Commands.CreateAsync(Samples.Draft(5, one, other), None)).Product!;
        var order = await PlaceAsync((one, 2), (other, 1));
        await ConfirmAsync(order, (one, 2), (other, 1));
        await CancelAsync(order);
        Assert.Equal(["product-changed.v1", "stock-changed.v1", "stock-changed.v1"], await EventsAsync(product.Id));

        var history = await Store.GetStockHistoryAsync(one, long.MaxValue, 10, None);
        Assert.Equal([4, 3, 2, 1], history.Select(m => m.Version));
        Assert.Equal(["cancelled", "sold", "reserved", "initial"], history.Select(m => m.Reason));
        Assert.Equal([2, 0, -2, 5], history.Select(m => m.Available));
        Assert.Equal([order, order, order, null], history.Select(m => m.OrderId));
        Assert.Equal([2L, 1L], (await Store.GetStockHistoryAsync(one, 3, 10, None)).Select(m => m.Version));
    }

    [Fact]
    public async Task Orders_with_the_same_SKUs_in_opposite_order_do_not_deadlock()
    {
        const int Each = 60;
        var (one, other) = (await StockedAsync(2 * Each), await StockedAsync(2 * Each));
        await Task.WhenAll(Enumerable.Range(0, Each).SelectMany(_ => new[]
        {
            Task.Run(() => PlaceAsync((one, 1), (other, 1))),
            Task.Run(() => PlaceAsync((other, 1), (one, 1))),
        }));
        await AssertStockAsync(one, available: 0, reserved: 2 * Each, sold: 0, received: 2 * Each);
        await AssertStockAsync(other, available: 0, reserved: 2 * Each, sold: 0, received: 2 * Each);
    }

    [Fact]
    public async Task Order_without_inventory_tracking_is_accepted_and_moves_no_stock()
    {
        var sku = await StockedAsync(1);
        features.AreOn = false;
        var (sold, cancelled) = (await PlaceAsync((sku, 5)), await PlaceAsync((sku, 5)));
        features.AreOn = true;
        await ConfirmAsync(sold, (sku, 5));
        await CancelAsync(cancelled);
        await ReturnAsync(sold, Guid.CreateVersion7(), (sku, 5));
        await AssertStockAsync(sku, available: 1, reserved: 0, sold: 0, received: 1);
        Assert.Equal(["stock-reserved.v1", "stock-committed.v1", "stock-returned.v1"], await EventsAsync(sold));
        Assert.Equal(["stock-reserved.v1", "stock-released.v1"], await EventsAsync(cancelled));
        Assert.Equal(["stock-reservation-failed.v1"], await EventsAsync(await PlaceAsync((sku, 5))));
    }

    [Fact]
    public async Task Reserved_stock_is_sold_after_inventory_tracking_is_turned_off()
    {
        var sku = await StockedAsync(3);
        var order = await PlaceAsync((sku, 2));
        features.AreOn = false;
        await ConfirmAsync(order, (sku, 2));
        await AssertStockAsync(sku, available: 1, reserved: 0, sold: 2, received: 3);
        await CancelAsync(order);
        await AssertStockAsync(sku, available: 3, reserved: 0, sold: 0, received: 3);
    }

    [Fact]
    public async Task Audit_finds_no_mismatch_after_all_kinds_of_orders()
    {
        string[] skus = [await StockedAsync(9), await StockedAsync(9), await StockedAsync(1)];
        var (held, sold, returned, cancelled) = (
            await PlaceAsync((skus[0], 1), (skus[2], 1)), await PlaceAsync((skus[0], 2)), await PlaceAsync((skus[1], 3)), await PlaceAsync(
                (skus[1], 2)));
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
        await RepeatAsync(order, lines);
        return order;
    }

    private protected async Task StockWithAnOrderAsync() => await PlaceAsync((await StockedAsync(5), 2));

    private Task RepeatAsync(Guid order, params (string Sku, int Quantity)[] lines)
        => InTransactionAsync(transaction => Orders.ReserveAsync(transaction, order, Samples.Lines(lines), None));

    private Task ConfirmAsync(Guid order, params (string Sku, int Quantity)[] lines)
        => InTransactionAsync(transaction => Orders.ConfirmAsync(transaction, order, Samples.Lines(lines), None));

    private Task ReturnAsync(Guid order, Guid returned, params (string Sku, int Quantity)[] lines)
        => InTransactionAsync(transaction => Orders.ReturnAsync(transaction, order, returned, Samples.Lines(lines), None));

    private Task CancelAsync(Guid order) => InTransactionAsync(transaction => Orders.CancelAsync(transaction, order, None));
}
