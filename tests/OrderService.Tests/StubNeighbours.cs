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
    private readonly ConcurrentDictionary<string, JsonArray> carts = new();

    private StubNeighbours()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/products/variants", Variants);
        app.MapGet("/carts/me/items", Cart);
    }

    /// <summary>A SKU that makes the catalogue break down while somebody asks for it.</summary>
    public const string Breaking = "BREAKS";

    /// <summary>A SKU that the catalogue ponders for as long as it is told to.</summary>
    public const string Hanging = "HANGS";

    /// <summary>Until it is set the catalogue does not answer for <see cref="Hanging"/>.</summary>
    public TaskCompletionSource Answers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri Address => new(app.Urls.First());

    /// <summary>While it is true the catalogue answers 500 for <see cref="Breaking"/>.</summary>
    public bool Broken { get; set; } = true;

    public static async Task<StubNeighbours> StartAsync()
    {
        var stub = new StubNeighbours();
        await stub.app.StartAsync();
        return stub;
    }

    /// <summary>What <c>GET /carts/me/items</c> answers to the bearer of this token, and to nobody else.</summary>
    public void FillCart(string token, params (string Sku, int Quantity)[] items)
        => carts[$"Bearer {token}"] = [.. items.Select(item => new JsonObject { ["sku"] = item.Sku, ["quantity"] = item.Quantity, ["unitPrice"] = Money("0.01") })];

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

    private Task Cart(HttpContext http)
    {
        var items = carts.TryGetValue(http.Request.Headers.Authorization.ToString(), out var filled) ? filled.DeepClone() : new JsonArray();
        return WriteAsync(http, new() { ["id"] = "cart-of-caller", ["version"] = 1, ["items"] = items, ["notes"] = new JsonArray() });
    }

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
}
