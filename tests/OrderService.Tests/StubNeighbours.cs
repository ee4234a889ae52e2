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

    /// <summary>A SKU that makes the catalogue break down while somebody asks for it.</summary>
    public const string Breaking = "BREAKS";

    /// <summary>A SKU that the catalogue ponders for as long as it is told to.</summary>
    public const string Hanging = "HANGS";

    /// <summary>Until it is set the catalogue does not answer for <see cref="Hanging"/>.</summary>
    public TaskCompletionSource Answers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri Address => new(app.Urls.First());

    /// <summary>Comes between a cart and who reads it.</summary>
    public Func<Task> BeforeCart { get; set; } = () => Task.CompletedTask;

    /// <summary>While it is true the catalogue answers 500 for <see cref="Breaking"/>.</summary>
    public bool Broken { get; set; } = true;

    public static async Task<StubNeighbours> StartAsync()
    {
        var stub = new StubNeighbours();
        await stub.app.StartAsync();
        return stub;
    }

    /// <summary>Puts into the cart of the bearer of this token. It hears of no order unless it is told in a call.</summary>
    public void FillCart(string token, params (string Sku, int Quantity)[] items)
    {
        var cart = carts.GetOrAdd($"Bearer {token}", _ => new());
        foreach (var (sku, quantity) in items)
            cart.Pieces[sku] = cart.Pieces.GetValueOrDefault(sku) + quantity;
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
        JsonArray items = [.. CartOf(http).Pieces.Select(item => new JsonObject { ["sku"] = item.Key, ["quantity"] = item.Value, ["unitPrice"] = Money("0.01") })];
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

    private static JsonObject Variant(string sku) => new()
    {
        ["sku"] = sku,
        ["productId"] = Guid.CreateVersion7().ToString(),
        ["name"] = $"Name of {sku}",
        ["options"] = new JsonObject { ["size"] = "M" },
        ["image"] = $"https://pictures.example/{sku}.jpg",
        ["category"] = sku.StartsWith("BOOK-", StringComparison.Ordinal) ? "Books" : "Camping",
        ["regularPrice"] = sku.StartsWith("SALE-", StringComparison.Ordinal) ? Money("24.99") : null,
        ["price"] = sku.StartsWith("USD-", StringComparison.Ordinal) ? Money("10.00", "USD") : Money("19.99"),
        ["available"] = 5,
        ["published"] = !sku.StartsWith("HIDDEN-", StringComparison.Ordinal),
    };

    private static JsonNode Money(string amount, string currency = "EUR") => JsonNode.Parse($$"""{ "amount": {{amount}}, "currency": "{{currency}}" }""")!;

    private static Task WriteAsync(HttpContext http, JsonObject answer)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(answer.ToJsonString());
    }

    private sealed class StubCart
    {
        public Dictionary<string, int> Pieces { get; } = [];

        public HashSet<Guid> Orders { get; } = [];

        public void Take(string sku, int quantity)
        {
            if (Pieces.GetValueOrDefault(sku) > quantity)
                Pieces[sku] -= quantity;
            else
                Pieces.Remove(sku);
        }
    }
}
