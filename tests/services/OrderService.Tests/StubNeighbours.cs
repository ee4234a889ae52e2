using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.OrderService.Tests;

/// <summary>Stands in for catalog-service and cart-service, on one port.</summary>
public sealed class StubNeighbours : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, StubCart> carts = new();
    private readonly ConcurrentDictionary<string, Guid> productIds = new();

    private StubNeighbours()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/products/variants", Variants);
        app.MapGet("/carts/me/items", Cart);
        app.MapPost("/carts/me/purchases", Purchase);
    }

    /// <summary>A SKU for which the catalogue fails while <see cref="Broken"/>.</summary>
    public const string Breaking = "BREAKS";

    /// <summary>A SKU for which the catalogue does not answer until <see cref="Answers"/> is set.</summary>
    public const string Hanging = "HANGS";

    /// <summary>A SKU that had another product when it was put into the cart.</summary>
    public const string Taken = "TAKEN";

    /// <summary>Prices in EUR other than 19.99, by SKU.</summary>
    public ConcurrentDictionary<string, decimal> Prices { get; } = new();

    /// <summary>Lets the catalogue answer for <see cref="Hanging"/>.</summary>
    public TaskCompletionSource Answers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri Address => new(app.Urls.First());

    /// <summary>Runs before a cart is returned.</summary>
    public Func<Task> BeforeCart { get; set; } = () => Task.CompletedTask;

    /// <summary>While it is true the catalogue answers 500 for <see cref="Breaking"/>.</summary>
    public bool Broken { get; set; } = true;

    public static async Task<StubNeighbours> StartAsync()
    {
        var stub = new StubNeighbours();
        await stub.app.StartAsync();
        return stub;
    }

    /// <summary>Adds to the cart of the bearer of this token. The stub receives no events: it learns of orders by calls only.</summary>
    public void FillCart(string token, params (string Sku, int Quantity)[] items)
    {
        var cart = carts.GetOrAdd($"Bearer {token}", _ => new());
        foreach (var (sku, quantity) in items)
            cart.Items[sku] = cart.Items.GetValueOrDefault(sku) + quantity;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Variants(HttpContext http)
    {
        var skus = http.Request.Query["sku"].OfType<string>().ToList();
        if (Broken && skus.Contains(Breaking))
        {
            http.Response.StatusCode = 500;
            return;
        }

        if (skus.Contains(Hanging))
            await Answers.Task.WaitAsync(http.RequestAborted);

        JsonArray items = [.. skus.Where(sku => !sku.StartsWith("NO-", StringComparison.Ordinal)).Select(Variant)];
        JsonArray missing = [.. skus.Where(sku => sku.StartsWith("NO-", StringComparison.Ordinal)).Select(sku => JsonValue.Create(sku))];
        await WriteAsync(http, new() { ["items"] = items, ["missing"] = missing });
    }

    private async Task Cart(HttpContext http)
    {
        await BeforeCart();
        JsonArray items = [.. CartOf(http).Items.Select(
            item => new JsonObject
            {
                ["sku"] = item.Key, ["productId"] = ProductId(item.Key == Taken ? "before" : item.Key),
                ["quantity"] = item.Value, ["unitPrice"] = Money("0.01"),
            })];
        await WriteAsync(http, new() { ["id"] = "cart-of-caller", ["items"] = items });
    }

    private async Task Purchase(HttpContext http)
    {
        var (cart, purchase) = (CartOf(http), (await JsonNode.ParseAsync(http.Request.Body))!);
        if (cart.Orders.Add((Guid)purchase["orderId"]!))
        {
            foreach (var item in purchase["items"]!.AsArray())
                cart.Take((string)item!["sku"]!, (int)item["quantity"]!);
        }

        await Cart(http);
    }

    private StubCart CartOf(HttpContext http) => carts.GetOrAdd(http.Request.Headers.Authorization.ToString(), _ => new());

    private JsonObject Variant(string sku) => new()
    {
        ["sku"] = sku,
        ["productId"] = ProductId(sku),
        ["name"] = $"Name of {sku}",
        ["options"] = new JsonObject { ["size"] = "M" },
        ["image"] = $"https://pictures.example/{sku}.jpg",
        ["category"] = sku.StartsWith("BOOK-", StringComparison.Ordinal) ? "Books" : "Camping",
        ["regularPrice"] = sku.StartsWith("SALE-", StringComparison.Ordinal) ? Money("24.99") : null,
        ["price"] = sku.StartsWith("USD-", StringComparison.Ordinal) ? Money("10.00", "USD") : Price(sku),
        ["available"] = 5,
        ["published"] = !sku.StartsWith("HIDDEN-", StringComparison.Ordinal),
    };

    private string ProductId(string sku) => $"{productIds.GetOrAdd(sku, _ => Guid.CreateVersion7())}";

    private JsonNode Price(string sku)
        => Money(Prices.GetValueOrDefault(sku, 19.99m).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static JsonNode Money(string amount, string currency = "EUR")
        => JsonNode.Parse($$"""{ "amount": {{amount}}, "currency": "{{currency}}" }""")!;

    private static Task WriteAsync(HttpContext http, JsonObject answer)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(answer.ToJsonString());
    }

    private sealed class StubCart
    {
        public Dictionary<string, int> Items { get; } = [];

        public HashSet<Guid> Orders { get; } = [];

        public void Take(string sku, int quantity)
        {
            if (Items.GetValueOrDefault(sku) > quantity)
                Items[sku] -= quantity;
            else
                Items.Remove(sku);
        }
    }
}
