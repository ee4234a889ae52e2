using System.Collections.Concurrent;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.CartService.Tests;

/// <summary>A stub of catalog-service, and of the event log of order-service.</summary>
public sealed class FakeCatalogue : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, object> sold = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Guid> products = new(StringComparer.Ordinal);
    private readonly WebApplication app;
    private int asked;

    public FakeCatalogue()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/products/variants", Variants);
        app.MapGet("/event-log", (HttpRequest request) => Results.Content(Orders.Answer(request.Query), "application/json"));
    }

    public string Address => app.Urls.First();

    public bool IsDown { get; set; }

    public StubEventLog Orders { get; } = new("order-service");

    /// <summary>Calls so far.</summary>
    public int Asked => asked;

    public Task StartAsync() => app.StartAsync();

    /// <summary>Adds a SKU, by default with a unique name, or changes one. The product stays unless another one takes the SKU.</summary>
    public string Sell(
        decimal price, int available = 1_000, string currency = "EUR", string? sku = null, bool published = true, bool otherProduct = false)
    {
        sku ??= $"C-{Guid.CreateVersion7():n}";
        if (otherProduct)
            products.TryRemove(sku, out _);
        sold[sku] = new
        {
            sku, productId = products.GetOrAdd(sku, _ => Guid.CreateVersion7()), name = $"Product {sku}", options = new { },
            price = new { amount = price, currency },
            available, published,
        };
        return sku;
    }

    public Guid ProductOf(string sku) => products[sku];

    public void Drop(string sku) => sold.TryRemove(sku, out _);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Variants(string[] sku)
    {
        Interlocked.Increment(ref asked);
        return IsDown
            ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : Results.Json(
                new { items = sku.Where(sold.ContainsKey).Select(s => sold[s]), missing = sku.Where(s => !sold.ContainsKey(s)) });
    }
}
