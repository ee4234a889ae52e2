using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.CartService.Tests;

/// <summary>
/// Orders that were not paid: what they took out of a cart comes back. All events have one key, so that they are handled in order.
/// </summary>
public sealed class FailedOrderTests(CartFixture fixture) : IClassFixture<CartFixture>, IAsyncLifetime
{
    private readonly Guid user = Guid.CreateVersion7();
    private readonly KafkaTap orders = new(fixture.Broker, Topics.Orders);

    private HttpClient Shopper => fixture.Client(user);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => orders.DisposeAsync();

    [Theory]
    [InlineData(CancellationReasons.PaymentDeclined)]
    [InlineData(CancellationReasons.OutOfStock)]
    [InlineData(CancellationReasons.TimedOut)]
    public async Task Items_of_a_failed_order_come_back_into_the_cart_once(string reason)
    {
        var (some, all) = (fixture.Catalogue.Sell(1), fixture.Catalogue.Sell(2));
        await Shopper.AddAsync(some, 5);
        await Shopper.AddAsync(all, 2);
        var order = await PlaceAsync((some, 2), (all, 2));
        await Eventually.Async(async () => (await Shopper.ItemsAsync()).Count == 1, "what was bought is gone");
        await Shopper.AddAsync(some);

        await CancelAsync(order, reason);
        await Eventually.Async(async () => (await Shopper.ItemsAsync()).Count == 2, "it is back");
        await CancelAsync(order, reason);
        await AllIsHandledAsync();

        Assert.Equal(new Dictionary<string, int> { [some] = 6, [all] = 2 }, await Shopper.ItemsAsync());
    }

    [Theory]
    [InlineData(CancellationReasons.RequestedByCustomer)]
    [InlineData(CancellationReasons.CancelledByShop)]
    public async Task Items_of_an_order_that_a_person_cancels_do_not_come_back(string reason)
    {
        var sku = fixture.Catalogue.Sell(1);
        await Shopper.AddAsync(sku, 2);
        var order = await PlaceAsync((sku, 2));
        await CancelAsync(order, reason);
        await AllIsHandledAsync();

        Assert.Empty(await Shopper.ItemsAsync());
    }

    [Fact]
    public async Task Order_that_fails_before_the_cart_learns_of_it_leaves_the_cart_as_it_is()
    {
        var sku = fixture.Catalogue.Sell(1);
        await Shopper.AddAsync(sku, 2);
        var order = Order((sku, 2));
        await CancelAsync(order, CancellationReasons.PaymentDeclined);
        await PublishAsync(order);
        await AllIsHandledAsync();

        Assert.Equal(2, (await Shopper.ItemsAsync())[sku]);
    }

    [Fact]
    public async Task Failed_order_brings_back_no_more_than_it_took()
    {
        var sku = fixture.Catalogue.Sell(1);
        await Shopper.AddAsync(sku, 1);
        var first = await PlaceAsync((sku, 1));
        var second = await PlaceAsync((sku, 1));
        await CancelAsync(second, CancellationReasons.PaymentDeclined);
        await AllIsHandledAsync();
        Assert.Empty(await Shopper.ItemsAsync());

        await CancelAsync(first, CancellationReasons.PaymentDeclined);
        await AllIsHandledAsync();
        Assert.Equal(1, (await Shopper.ItemsAsync())[sku]);
    }

    [Fact]
    public async Task Items_come_back_within_the_limits_and_the_currency_of_the_cart()
    {
        var (many, foreign) = (fixture.Catalogue.Sell(1), fixture.Catalogue.Sell(1, currency: "USD"));
        await Shopper.AddAsync(many, 60);
        var full = await PlaceAsync((many, 60));
        await Eventually.Async(async () => (await Shopper.ItemsAsync()).Count == 0, "what was bought is gone");
        await Shopper.AddAsync(foreign);
        var abroad = await PlaceAsync((foreign, 1));
        await Eventually.Async(async () => (await Shopper.ItemsAsync()).Count == 0, "what was bought is gone");
        await Shopper.AddAsync(many, 60);

        await CancelAsync(full, CancellationReasons.TimedOut);
        await CancelAsync(abroad, CancellationReasons.TimedOut);
        await AllIsHandledAsync();

        Assert.Equal(new Dictionary<string, int> { [many] = 99 }, await Shopper.ItemsAsync());
    }

    [Fact]
    public async Task Erased_person_gets_no_cart_back()
    {
        var sku = fixture.Catalogue.Sell(1);
        await Shopper.AddAsync(sku);
        var order = await PlaceAsync((sku, 1));
        await AllIsHandledAsync();
        fixture.Users.Say("user-erased.v1", $"{user}", new() { ["userId"] = $"{user}", ["erasedAt"] = "2026-01-01T00:00:00Z" });
        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
        await Eventually.Async(() => redis.GetDatabase().KeyExistsAsync($"cart:{{user:{user}}}:erased"), "the person is erased");

        await CancelAsync(order, CancellationReasons.PaymentDeclined);
        await AllIsHandledAsync();

        Assert.False(await redis.GetDatabase().KeyExistsAsync($"cart:{{user:{user}}}"));
    }

    private OrderPlaced Order(params (string Sku, int Quantity)[] items) => new(
        Guid.CreateVersion7(), user, $"{user}",
        [.. items.Select(item => new OrderLine(item.Sku, fixture.Catalogue.ProductOf(item.Sku), "Product", item.Quantity, new(1, "EUR")))],
        new(1, "EUR"), TimeProvider.System.GetUtcNow());

    private async Task<OrderPlaced> PlaceAsync(params (string Sku, int Quantity)[] items)
    {
        var placed = Order(items);
        await PublishAsync(placed);
        return placed;
    }

    private Task CancelAsync(OrderPlaced order, string reason)
    {
        var cancelled = new OrderCancelled(
            order.OrderId, order.UserId, order.Lines, order.Total, reason, TimeProvider.System.GetUtcNow());
        return orders.PublishEventAsync(
            OrderCancelled.Type, $"{user}", JsonSerializer.Serialize(cancelled, ContractsJson.Default.OrderCancelled));
    }

    private Task PublishAsync(OrderPlaced placed) => orders.PublishEventAsync(
        OrderPlaced.Type, $"{user}", JsonSerializer.Serialize(placed, ContractsJson.Default.OrderPlaced));

    /// <summary>Waits until somebody else's order, published last, is handled.</summary>
    private async Task AllIsHandledAsync()
    {
        var (other, sku) = (Guid.CreateVersion7(), fixture.Catalogue.Sell(1));
        await fixture.Client(other).AddAsync(sku);
        await PublishAsync(Order((sku, 1)) with { UserId = other, CartId = $"{other}" });
        await Eventually.Async(async () => (await fixture.Client(other).ItemsAsync()).Count == 0, "a later order was handled");
    }
}
