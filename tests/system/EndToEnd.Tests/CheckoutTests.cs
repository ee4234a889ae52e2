using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

[Collection(nameof(Shop))]
public sealed class CheckoutTests(Shop shop, ITestOutputHelper output)
{
    [Fact]
    public async Task Ten_concurrent_checkouts_are_all_confirmed()
    {
        const int shoppers = 10, ordersEach = 3, pieces = 2;
        const decimal price = 19.99m;
        var inventory = await shop.InventoryManagerAsync();
        var sku = await ImportAsync(inventory, price, stock: 1000);

        var bought = await Task.WhenAll(Enumerable.Range(0, shoppers).Select(_ => BuyAsync(sku, pieces, ordersEach)));

        var orders = bought.SelectMany(order => order).ToList();
        Assert.Equal(shoppers * ordersEach, orders.Select(order => (string)order["id"]!).Distinct().Count());
        Assert.All(orders, order => Assert.Equal(price * pieces, (decimal)order["subtotal"]!["amount"]!));
        await StockSettlesAsync(inventory, sku, new Stock(1000 - (pieces * orders.Count), 0, pieces * orders.Count));
        Report(orders);
    }

    [Fact]
    public async Task Declined_card_cancels_the_order_releases_its_stock_and_leaves_the_cart_for_another_card()
    {
        var inventory = await shop.InventoryManagerAsync();
        var sku = await ImportAsync(inventory, 5m, stock: 10);
        var shopper = await Shopper.RegisterAsync(shop.Gateway);
        await shopper.AddToCartAsync(sku, 3);

        var order = await shopper.OrderAtAsync(await shopper.CheckOutAsync(TestCards.Declined), "Cancelled", "Confirmed");

        Assert.Equal("Cancelled", (string)order["status"]!);
        Assert.Equal("payment-declined", (string)order["cancellationReason"]!);
        await StockSettlesAsync(inventory, sku, new Stock(10, 0, 0));

        await Eventually.Async(
            () => shopper.GetAsync("/carts/me"),
            cart => (int?)cart["items"]!.AsArray().SingleOrDefault()?["quantity"] == 3,
            "the cart is back");
        await shopper.OrderAtAsync(await shopper.CheckOutAsync(), "Confirmed");
        await StockSettlesAsync(inventory, sku, new Stock(7, 0, 3));
    }

    [Fact]
    public async Task Last_item_is_sold_once()
    {
        var inventory = await shop.InventoryManagerAsync();
        var sku = await ImportAsync(inventory, 5m, stock: 1);
        var rivals = await Task.WhenAll(Shopper.RegisterAsync(shop.Gateway), Shopper.RegisterAsync(shop.Gateway));
        await Task.WhenAll(rivals.Select(rival => rival.AddToCartAsync(sku, 1)));

        var orders = await Task.WhenAll(rivals.Select(async rival =>
            await rival.OrderAtAsync(await rival.CheckOutAsync(), "Confirmed", "Cancelled")));

        Assert.Equal(["Cancelled", "Confirmed"], orders.Select(order => (string)order["status"]!).Order());
        Assert.Equal("out-of-stock", (string)orders.Single(order => (string)order["status"]! == "Cancelled")["cancellationReason"]!);
        await StockSettlesAsync(inventory, sku, new Stock(0, 0, 1));
    }

    [Fact]
    public async Task Cancelled_confirmed_order_releases_stock_and_refunds()
    {
        var inventory = await shop.InventoryManagerAsync();
        var sku = await ImportAsync(inventory, 7.50m, stock: 4);
        var shopper = await Shopper.RegisterAsync(shop.Gateway);
        await shopper.AddToCartAsync(sku, 4);
        var order = await shopper.OrderAtAsync(await shopper.CheckOutAsync(), "Confirmed");
        Assert.True((decimal)order["total"]!["amount"]! >= 30m);

        await shopper.PostAsync($"/orders/{order["id"]}/cancel", new JsonObject(), Guid.CreateVersion7().ToString());

        await shopper.OrderAtAsync(order, "Cancelled");
        await StockSettlesAsync(inventory, sku, new Stock(4, 0, 0));
        await Eventually.Async(
            () => shopper.GetAsync($"/payments/orders/{order["id"]}"),
            payment => (decimal?)payment["refunded"]?["amount"] == (decimal)order["total"]!["amount"]!,
            "the payment is refunded in full, shipping included");
    }

    [Fact]
    public async Task Checkout_repeated_with_its_key_buys_once()
    {
        var sku = await ImportAsync(await shop.InventoryManagerAsync(), 3m, stock: 50);
        var shopper = await Shopper.RegisterAsync(shop.Gateway);
        await shopper.AddToCartAsync(sku, 1);
        var (body, key) = (await shopper.CheckoutAsync(), Guid.CreateVersion7().ToString());

        var first = await shopper.PostAsync("/orders", body, key);
        body["paymentToken"] = await shopper.CardTokenAsync(TestCards.Accepted);
        var again = await shopper.PostAsync("/orders", body, key);
        body["shippingAddress"]!["street"] = "2 Other Street";
        using var refused = await shopper.SendAsync("/orders", body, key);

        Assert.Equal((string)first["id"]!, (string)again["id"]!);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Single((await shopper.GetAsync("/orders"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Order_of_another_user_returns_404()
    {
        var sku = await ImportAsync(await shop.InventoryManagerAsync(), 3m, stock: 50);
        var shopper = await Shopper.RegisterAsync(shop.Gateway);
        await shopper.AddToCartAsync(sku, 1);
        var order = await shopper.CheckOutAsync();

        var stranger = await Shopper.RegisterAsync(shop.Gateway);
        using var answer = await stranger.SendAsync($"/orders/{order["id"]}/cancel", new JsonObject(), Guid.CreateVersion7().ToString());

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<List<JsonNode>> BuyAsync(string sku, int pieces, int times)
    {
        var shopper = await Shopper.RegisterAsync(shop.Gateway);
        var orders = new List<JsonNode>();
        for (var time = 0; time < times; time++)
        {
            await shopper.AddToCartAsync(sku, pieces);
            var order = await shopper.OrderAtAsync(await shopper.CheckOutAsync(), "Confirmed", "Cancelled");
            Assert.Equal("Confirmed", (string)order["status"]!);
            orders.Add(order);
            await CartEmptiesAsync(shopper);
        }

        return orders;
    }

    private static Task<JsonNode> CartEmptiesAsync(Shopper shopper) => Eventually.Async(
        () => shopper.GetAsync("/carts/me"),
        cart => cart["items"]!.AsArray().Count == 0,
        "what was bought left the cart");

    private static Task<Stock> StockSettlesAsync(Shopper inventory, string sku, Stock expected)
        => Eventually.Async(() => Stock.OfAsync(sku, inventory), stock => stock == expected, $"the stock of {sku} settled at {expected}");

    private static async Task<string> ImportAsync(Shopper inventory, decimal price, int stock)
    {
        var sku = $"E2E-{Guid.CreateVersion7():N}".ToUpperInvariant();
        var report = await inventory.ImportAsync(Stock.Product(sku, price, stock).ToJsonString());
        Assert.Equal(1, (int)report["imported"]!);
        return sku;
    }

    /// <summary>From the checkout to Confirmed, by the order's own history.</summary>
    private void Report(List<JsonNode> orders)
    {
        var waits = orders.Select(TimeToConfirmed).Order().ToList();
        output.WriteLine($"{orders.Count} orders confirmed, p50 {At(waits, 0.50):F0} ms, p95 {At(waits, 0.95):F0} ms");
    }

    private static double TimeToConfirmed(JsonNode order)
    {
        var history = order["history"]!.AsArray();
        DateTimeOffset When(string status) => (DateTimeOffset)history.Single(change => (string)change!["status"]! == status)!["at"]!;
        return (When("Confirmed") - When("Placed")).TotalMilliseconds;
    }

    private static double At(List<double> sorted, double quantile) => sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1];
}
