using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using StackExchange.Redis;

namespace Ecommerce.CartService.Tests;

public sealed class CartApiTests(CartFixture fixture) : IClassFixture<CartFixture>
{
    private readonly Guid user = Guid.CreateVersion7();

    private HttpClient Shopper => fixture.Client(user);

    private FakeCatalogue Catalogue => fixture.Catalogue;

    [Fact]
    public async Task Cart_of_a_new_user_is_empty()
    {
        var cart = await ReadAsync(Shopper);
        Assert.Equal($"{user}", cart.GetProperty("id").GetString());
        Assert.Equal(0, cart.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, cart.GetProperty("total").ValueKind);
    }

    [Fact]
    public async Task Items_of_a_cart_are_read_without_a_call_of_the_catalogue()
    {
        Assert.Equal(0, (await ItemsAsync()).GetArrayLength());

        var sku = Catalogue.Sell(1);
        await AddAsync(Shopper, sku, 3);
        var asked = Catalogue.Asked;
        var item = Assert.Single((await ItemsAsync()).EnumerateArray());
        Assert.Equal((sku, 3), (item.GetProperty("sku").GetString(), item.GetProperty("quantity").GetInt32()));
        Assert.Equal(Catalogue.ProductOf(sku), item.GetProperty("productId").GetGuid());
        Assert.Equal(asked, Catalogue.Asked);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Client(Guid.CreateVersion7()).GetAsync($"/carts/{user}/items")).StatusCode);

        async Task<JsonElement> ItemsAsync() => (await Shopper.GetFromJsonAsync<JsonElement>("/carts/me/items")).GetProperty("items");
    }

    [Fact]
    public async Task Cart_totals_catalogue_prices_and_keeps_the_order_of_adding()
    {
        var (first, second) = (Catalogue.Sell(10.10m), Catalogue.Sell(0.05m));
        await AddAsync(Shopper, second, 1);
        await AddAsync(Shopper, first, 2);
        await AddAsync(Shopper, second, 2);
        var cart = await ReadAsync(Shopper);
        Assert.Equal([(second, 3), (first, 2)], Items(cart));
        Assert.Equal(20.35m, cart.GetProperty("total").GetProperty("amount").GetDecimal());
    }

    [Fact]
    public async Task Sold_out_item_is_added_while_stock_is_not_tracked()
    {
        var sku = Catalogue.Sell(1, available: 0);
        Assert.Equal(HttpStatusCode.Conflict, (await AddAsync(Shopper, sku, 1)).StatusCode);

        fixture.Flags.Set("INVENTORY_TRACKING", "false");
        await Eventually.Async(async () => (await SomebodyAddsAsync()).StatusCode == HttpStatusCode.OK, "it is taken");

        fixture.Flags.Set("INVENTORY_TRACKING", "true");
        await Eventually.Async(async () => (await SomebodyAddsAsync()).StatusCode == HttpStatusCode.Conflict, "it is refused again");

        Task<HttpResponseMessage> SomebodyAddsAsync() => AddAsync(fixture.Client(Guid.CreateVersion7()), sku, 1);
    }

    [Fact]
    public async Task Concurrent_additions_are_all_counted()
    {
        string[] skus = [Catalogue.Sell(1), Catalogue.Sell(1)];
        var shopper = Shopper;
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => AddAsync(shopper, skus[i % 2], 1)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        var cart = await ReadAsync(shopper);
        Assert.Equal([50, 50], Items(cart).Select(i => i.Quantity));
        Assert.Equal(100, cart.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Lost_cart_is_not_served_from_the_cache()
    {
        var (old, now) = (Catalogue.Sell(1), Catalogue.Sell(1));
        await AddAsync(Shopper, old, 1);
        Assert.Equal([(old, 1)], Items(await ReadAsync(Shopper)));

        await using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Redis.ConnectionString);
        Assert.True(await redis.GetDatabase().KeyDeleteAsync($"cart:{{user:{user}}}"));
        Assert.Empty(Items(await ReadAsync(Shopper)));
        await AddAsync(Shopper, now, 1);
        Assert.Equal([(now, 1)], Items(await ReadAsync(Shopper)));
    }

    [Fact]
    public async Task Quantity_is_replaced_and_zero_removes_the_line()
    {
        var sku = Catalogue.Sell(3);
        await AddAsync(Shopper, sku, 5);
        Assert.Equal(2, Items(await JsonAsync(await SetAsync(Shopper, sku, 2))).Single().Quantity);
        Assert.Empty(Items(await JsonAsync(await SetAsync(Shopper, sku, 0))));
    }

    [Fact]
    public async Task Additions_beyond_the_limits_return_409()
    {
        var sku = Catalogue.Sell(1);
        await AddAsync(Shopper, sku, 99);
        await AssertProblemAsync(HttpStatusCode.Conflict, "too-many-pieces", await AddAsync(Shopper, sku, 1));
        await AssertProblemAsync(HttpStatusCode.Conflict, "not-enough-stock", await AddAsync(Shopper, Catalogue.Sell(1, available: 2), 3));
        await AssertProblemAsync(HttpStatusCode.Conflict, "other-currency", await AddAsync(Shopper, Catalogue.Sell(1, currency: "USD"), 1));
        await AssertProblemAsync(HttpStatusCode.NotFound, "unknown-sku", await AddAsync(Shopper, "nowhere", 1));
        await AssertProblemAsync(HttpStatusCode.NotFound, "unknown-sku", await AddAsync(Shopper, Catalogue.Sell(1, published: false), 1));
        for (var i = 1; i < 100; i++)
            Assert.Equal(HttpStatusCode.OK, (await AddAsync(Shopper, Catalogue.Sell(1), 1)).StatusCode);
        await AssertProblemAsync(HttpStatusCode.Conflict, "too-many-lines", await AddAsync(Shopper, Catalogue.Sell(1), 1));
        Assert.Equal(100, Items(await ReadAsync(Shopper)).Count);
    }

    [Theory]
    [InlineData("{\"quantity\":1}", "sku")]
    [InlineData("{\"sku\":\"A\",\"quantity\":0}", "quantity")]
    [InlineData("{\"sku\":\"A\",\"quantity\":-1}", "quantity")]
    [InlineData("{\"sku\":\"A\",\"quantity\":100}", "quantity")]
    [InlineData("{\"sku\":\"A\",\"quantity\":1.5}", "quantity")]
    [InlineData("{\"sku\":\"A\"}", "quantity")]
    public async Task Invalid_item_returns_400_with_the_field(string body, string member)
    {
        using var content = new StringContent(body, null, "application/json");
        var response = await Shopper.PostAsync("/carts/me/items", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await JsonAsync(response)).GetProperty("errors").TryGetProperty(member, out _));
    }

    [Fact]
    public async Task Changes_of_the_catalogue_appear_as_notes()
    {
        var (dearer, scarcer, gone) = (Catalogue.Sell(10), Catalogue.Sell(10), Catalogue.Sell(10));
        foreach (var sku in new[] { dearer, scarcer, gone })
            await AddAsync(Shopper, sku, 2);
        Catalogue.Sell(12, sku: dearer);
        Catalogue.Sell(10, available: 1, sku: scarcer);
        Catalogue.Drop(gone);
        await Eventually.Async(async () => Notes(await ReadAsync(Shopper)).Length == 3, "three notes");
        var cart = await ReadAsync(Shopper);
        Assert.Equal([(dearer, "price-changed"), (scarcer, "not-enough-stock"), (gone, "no-longer-sold")], Notes(cart));
        Assert.Equal(44m, cart.GetProperty("total").GetProperty("amount").GetDecimal());
    }

    [Fact]
    public async Task Line_whose_SKU_was_taken_by_another_product_is_no_longer_sold()
    {
        var sku = Catalogue.Sell(10);
        await AddAsync(Shopper, sku, 2);
        var (old, name) = (Catalogue.ProductOf(sku), (await ReadAsync(Shopper)).GetProperty("items")[0].GetProperty("name").GetString());
        Catalogue.Sell(1, sku: sku, otherProduct: true);

        await Eventually.Async(async () => Notes(await ReadAsync(Shopper)).Contains((sku, "no-longer-sold")), "the note");
        var cart = await ReadAsync(Shopper);
        var item = cart.GetProperty("items")[0];
        Assert.Equal((old, name), (item.GetProperty("productId").GetGuid(), item.GetProperty("name").GetString()));
        Assert.Equal(0m, cart.GetProperty("total").GetProperty("amount").GetDecimal());
        await AssertProblemAsync(HttpStatusCode.Conflict, "no-longer-sold", await SetAsync(Shopper, sku, 3));

        await AddAsync(Shopper, sku, 1);
        cart = await ReadAsync(Shopper);
        item = cart.GetProperty("items")[0];
        Assert.Equal((Catalogue.ProductOf(sku), 1), (item.GetProperty("productId").GetGuid(), item.GetProperty("quantity").GetInt32()));
        Assert.Empty(Notes(cart));
    }

    [Fact]
    public async Task Catalogue_outage_allows_reads_and_refuses_additions()
    {
        var sku = Catalogue.Sell(10);
        await AddAsync(Shopper, sku, 2);
        Catalogue.IsDown = true;
        try
        {
            await Eventually.Async(async () => Notes(await ReadAsync(Shopper)).Any(n => n.Code == "catalogue-unavailable"), "the note");
            Assert.Equal(20m, (await ReadAsync(Shopper)).GetProperty("total").GetProperty("amount").GetDecimal());
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AddAsync(Shopper, sku, 1)).StatusCode);
        }
        finally
        {
            Catalogue.IsDown = false;
        }

        await Eventually.Async(async () => (await AddAsync(Shopper, sku, 1)).IsSuccessStatusCode, "carts can be filled again");
    }

    [Fact]
    public async Task Anonymous_cart_is_readable_by_its_id_and_merged_at_login()
    {
        var nobody = fixture.Client();
        var id = (await JsonAsync(await nobody.PostAsync("/carts", null))).GetProperty("id").GetString()!;
        Assert.Equal(22, id.Length);
        var (both, own) = (Catalogue.Sell(5), Catalogue.Sell(7));
        await AddAsync(nobody, both, 4, id);
        await AddAsync(Shopper, own, 1);
        await AddAsync(Shopper, both, 2);

        var merged = await JsonAsync(await Shopper.PostAsJsonAsync("/carts/me/merge", new { cartId = id }));
        Assert.Equal([(own, 1), (both, 4)], Items(merged));
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync($"/carts/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Shopper.PostAsJsonAsync("/carts/me/merge", new { cartId = id })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Shopper.PostAsJsonAsync("/carts/me/merge", new { cartId = $"{user}" })).StatusCode);
    }

    [Fact]
    public async Task Cart_of_another_user_returns_404()
    {
        await AddAsync(Shopper, Catalogue.Sell(1), 1);
        Assert.Equal(HttpStatusCode.OK, (await Shopper.GetAsync($"/carts/{user}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Client(Guid.CreateVersion7()).GetAsync($"/carts/{user}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Client().GetAsync($"/carts/{user}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Client().GetAsync("/carts/AAAAAAAAAAAAAAAAAAAAAA")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound, (await AddAsync(fixture.Client(), Catalogue.Sell(1), 1, "AAAAAAAAAAAAAAAAAAAAAA")).StatusCode);
        var purchase = Carts.Purchase(Guid.CreateVersion7(), "SKU", 1);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await fixture.Client(Guid.CreateVersion7()).PostAsJsonAsync($"/carts/{user}/purchases", purchase)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.Client().GetAsync("/carts/me")).StatusCode);
    }

    [Fact]
    public async Task Placed_order_removes_its_items_from_the_cart_once()
    {
        var (some, all) = (Catalogue.Sell(1), Catalogue.Sell(1));
        await AddAsync(Shopper, some, 5);
        await AddAsync(Shopper, all, 2);
        var placed = new OrderPlaced(
            Guid.CreateVersion7(), user, $"{user}", [Line(some, 2), Line(all, 2)], new Money(4, "EUR"), TimeProvider.System.GetUtcNow());
        await using var orders = new KafkaTap(fixture.Broker, Topics.Orders);
        await PublishAsync(orders, placed);
        await Eventually.Async(async () => Items(await ReadAsync(Shopper)) is [(_, 3)], "what was bought is gone");

        await AddAsync(Shopper, all, 1);
        await PublishAsync(orders, placed);
        var other = Guid.CreateVersion7();
        await AddAsync(fixture.Client(other), all, 1);
        await PublishAsync(orders, placed with { OrderId = placed.OrderId, UserId = user });
        await PublishAsync(orders, placed with { OrderId = Guid.CreateVersion7(), UserId = other, CartId = $"{other}" });
        await Eventually.Async(async () => Items(await ReadAsync(fixture.Client(other))).Count == 0, "a later order was handled");
        Assert.Equal([(some, 3), (all, 1)], Items(await ReadAsync(Shopper)));
    }

    [Fact]
    public async Task Purchase_by_call_is_not_repeated_by_its_event()
    {
        var sku = Catalogue.Sell(1);
        await AddAsync(Shopper, sku, 3);
        var order = Guid.CreateVersion7();
        for (var i = 0; i < 2; i++)
        {
            using var told = await Shopper.PostAsJsonAsync("/carts/me/purchases", Carts.Purchase(order, sku, 2));
            var left = await told.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(
                $$"""{"id":"{{user}}","items":[{"sku":"{{sku}}","productId":"{{Catalogue.ProductOf(sku)}}","quantity":1}]}""",
                left.GetRawText());
        }

        await using var orders = new KafkaTap(fixture.Broker, Topics.Orders);
        var placed = new OrderPlaced(order, user, $"{user}", [Line(sku, 2)], new Money(2, "EUR"), TimeProvider.System.GetUtcNow());
        await PublishAsync(orders, placed);
        var other = Guid.CreateVersion7();
        await AddAsync(fixture.Client(other), sku, 1);
        await PublishAsync(orders, placed with { OrderId = order, UserId = other, CartId = $"{other}" });
        await Eventually.Async(async () => Items(await ReadAsync(fixture.Client(other))).Count == 0, "an event behind it was handled");
        Assert.Equal([(sku, 1)], Items(await ReadAsync(Shopper)));
    }

    [Theory]
    [InlineData("""{ "items": [{ "sku": "A", "quantity": 1 }] }""", "orderId")]
    [InlineData("""{ "orderId": "0197f6a0-0000-7000-8000-000000000000", "items": [{ "sku": "A", "quantity": 1 }] }""", "placedAt")]
    [InlineData(
        """{ "orderId": "0197f6a0-0000-7000-8000-000000000000", "placedAt": "yesterday", "items": [{ "sku": "A", "quantity": 1 }] }""",
        "placedAt")]
    [InlineData("""{ "orderId": "0197f6a0-0000-7000-8000-000000000000" }""", "items")]
    [InlineData("""{ "orderId": "0197f6a0-0000-7000-8000-000000000000", "items": [] }""", "items")]
    [InlineData("""{ "orderId": "0197f6a0-0000-7000-8000-000000000000", "items": [null] }""", "items")]
    [InlineData("""{ "orderId": "0197f6a0-0000-7000-8000-000000000000", "items": [{ "sku": "A", "quantity": 0 }] }""", "items[0].quantity")]
    public async Task Invalid_purchase_returns_400_with_the_field(string body, string field)
    {
        using var answer = await Shopper.PostAsync(
            "/carts/me/purchases", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    private static OrderLine Line(string sku, int quantity) => new(sku, Guid.Empty, "Product", quantity, new Money(1, "EUR"));

    private static Task PublishAsync(KafkaTap orders, OrderPlaced placed)
        => orders.PublishEventAsync(
            OrderPlaced.Type, $"{placed.OrderId}", JsonSerializer.Serialize(placed, ContractsJson.Default.OrderPlaced));

    private static Task<HttpResponseMessage> AddAsync(HttpClient client, string sku, int quantity, string cart = "me")
        => client.PostAsJsonAsync($"/carts/{cart}/items", new { sku, quantity });

    private static Task<HttpResponseMessage> SetAsync(HttpClient client, string sku, int quantity)
        => client.PutAsJsonAsync($"/carts/me/items/{sku}", new { quantity });

    private static Task<JsonElement> ReadAsync(HttpClient client) => client.GetFromJsonAsync<JsonElement>("/carts/me");

    private static Task<JsonElement> JsonAsync(HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>();

    private static List<(string Sku, int Quantity)> Items(JsonElement cart)
        => [.. cart.GetProperty("items").EnumerateArray().Select(
            i => (i.GetProperty("sku").GetString()!, i.GetProperty("quantity").GetInt32()))];

    private static (string Sku, string Code)[] Notes(JsonElement cart)
        => [.. cart.GetProperty("notes").EnumerateArray().Select(
            n => (n.GetProperty("sku").GetString()!, n.GetProperty("code").GetString()!))];

    private static async Task AssertProblemAsync(HttpStatusCode status, string name, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal($"urn:ecommerce:problem:{name}", (await JsonAsync(response)).GetProperty("type").GetString());
    }
}
