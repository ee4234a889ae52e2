using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using StackExchange.Redis;

namespace Ecommerce.CartService.Tests;

/// <summary>Events that are in no topic, read from the event logs of their publishers.</summary>
public sealed class EventBackfillTests(CartFixture fixture) : IClassFixture<CartFixture>, IAsyncLifetime
{
    private readonly Guid user = Guid.CreateVersion7();
    private ConnectionMultiplexer redis = null!;

    private HttpClient Shopper => fixture.Client(user);

    public async ValueTask InitializeAsync()
    {
        redis = await ConnectionMultiplexer.ConnectAsync($"{fixture.Redis.ConnectionString},allowAdmin=true");
        await ReadsAsync();
    }

    public ValueTask DisposeAsync() => new(redis.CloseAsync());

    [Fact]
    public async Task Order_read_from_the_log_again_is_removed_from_the_cart_once()
    {
        var (bought, mark) = (fixture.Catalogue.Sell(1), fixture.Catalogue.Sell(1));
        await Shopper.AddAsync(bought, 3);
        Order(user, bought, 2);
        await Eventually.Async(async () => await PiecesAsync(user, bought) == 1, "the item is removed");

        var other = Guid.CreateVersion7();
        await fixture.Client(other).AddAsync(mark);
        Order(other, mark, 1);
        await Eventually.Async(async () => await PiecesAsync(other, mark) == 0, "the log was read again");
        Assert.Equal(1, await PiecesAsync(user, bought));
    }

    [Fact]
    public async Task Erasure_read_from_the_log_deletes_the_cart()
    {
        await Shopper.AddAsync(fixture.Catalogue.Sell(1));
        fixture.Users.Say("user-erased.v1", $"{user}", new() { ["userId"] = $"{user}", ["erasedAt"] = "2026-01-01T00:00:00Z" });

        await Eventually.Async(async () => (await Shopper.ItemsAsync()).Count == 0, "the cart is gone");
        Assert.False(await redis.GetDatabase().KeyExistsAsync($"cart:{{user:{user}}}"));
    }

    [Fact]
    public async Task Orders_from_before_a_loss_of_Redis_leave_later_items_in_the_cart()
    {
        var (bought, mark, placedAt) = (fixture.Catalogue.Sell(1), fixture.Catalogue.Sell(1), TimeProvider.System.GetUtcNow());
        await Shopper.AddAsync(bought);
        Order(user, bought, 1);
        await Eventually.Async(async () => await PiecesAsync(user, bought) == 0, "the item is removed");

        await redis.GetDatabase().ExecuteAsync("FLUSHALL");
        await ReadsAsync();
        await Shopper.AddAsync(bought);
        await Shopper.AddAsync(mark);
        using var told = await Shopper.PostAsJsonAsync("/carts/me/purchases", Carts.Purchase(Guid.CreateVersion7(), bought, 1, placedAt));
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        Order(user, mark, 1);
        await Eventually.Async(async () => await PiecesAsync(user, mark) == 0, "a later order was handled");
        Assert.Equal(1, await PiecesAsync(user, bought));
    }

    /// <summary>Waits until the service has started its epoch: later events are handled.</summary>
    private Task ReadsAsync() => Eventually.Async(() => redis.GetDatabase().KeyExistsAsync("carts:since"), "the epoch has started");

    private void Order(Guid buyer, string sku, int quantity) => fixture.Orders.Say("order-placed.v1", $"{buyer}", new()
    {
        ["orderId"] = $"{Guid.CreateVersion7()}", ["userId"] = $"{buyer}", ["cartId"] = $"{buyer}",
        ["lines"] = new JsonArray(new JsonObject
        {
            ["sku"] = sku, ["productId"] = $"{Guid.CreateVersion7()}", ["name"] = "Product", ["quantity"] = quantity,
            ["unitPrice"] = Money(),
        }),
        ["total"] = Money(), ["placedAt"] = "2026-01-01T00:00:00Z",
    });

    private static JsonObject Money() => new() { ["amount"] = 1, ["currency"] = "EUR" };

    private async Task<int> PiecesAsync(Guid buyer, string sku) => (await fixture.Client(buyer).ItemsAsync()).GetValueOrDefault(sku);
}
