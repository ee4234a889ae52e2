using System.Text.Json.Nodes;

namespace Ecommerce.NotificationService.Tests;

/// <summary>A product with one SKU, and the catalogue's events about it.</summary>
public sealed class Shelf(NotificationShop shop)
{
    public Guid Product { get; } = Guid.CreateVersion7();

    public string Sku { get; } = $"SKU-{Guid.CreateVersion7():n}";

    public static async Task<Shelf> StockedAsync(NotificationShop shop, int available)
    {
        var shelf = new Shelf(shop);
        await shop.HandledAsync(await shelf.ChangeAsync(1, available, stockVersion: 1));
        return shelf;
    }

    public Task<Guid> ChangeAsync(long version, int available, long stockVersion, bool published = true, string name = "Tent <Fjord>")
        => shop.PublishAsync("catalog.v1", "product-changed", Product, new()
        {
            ["productId"] = $"{Product}", ["version"] = version, ["name"] = name, ["description"] = "", ["brand"] = "Nord",
            ["category"] = "Camping",
            ["variants"] = new JsonArray(new JsonObject
            {
                ["sku"] = Sku, ["options"] = new JsonObject(), ["price"] = Person.Money(1199.5m), ["available"] = available,
                ["stockVersion"] = stockVersion,
            }),
            ["tags"] = new JsonArray(), ["published"] = published, ["changedAt"] = "2026-01-01T00:00:00Z",
        });

    public Task<Guid> StockAsync(int available, long version) => shop.PublishAsync("catalog.v1", "stock-changed", Product, new()
    {
        ["productId"] = $"{Product}",
        ["skus"] = new JsonArray(new JsonObject { ["sku"] = Sku, ["available"] = available, ["version"] = version }),
    });

    public Task<Guid> DeleteAsync(long version) => shop.PublishAsync("catalog.v1", "product-deleted", Product, new()
    {
        ["productId"] = $"{Product}", ["version"] = version, ["deletedAt"] = "2026-01-01T00:00:00Z",
    });
}
