using System.Globalization;
using System.Text.Json.Nodes;

namespace Ecommerce.SearchService.Tests;

/// <summary>A product of the tests, written by hand as the catalogue writes it: as an event, and as a line of its export.</summary>
public sealed record Sample(string Name)
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public long Version { get; init; } = 1;
    public string Description { get; init; } = "";
    public string Brand { get; init; } = "Nomad";
    public string Category { get; init; } = "Camping";
    public string CategoryPath { get; init; } = "camping";
    public decimal Price { get; init; } = 20;

    /// <summary>While there is no sale: the price.</summary>
    public decimal? RegularPrice { get; init; }
    public int Stock { get; init; } = 5;
    public long StockVersion { get; init; } = 1;
    public bool Published { get; init; } = true;
    public string[] Tags { get; init; } = [];
    public Dictionary<string, string[]> Attributes { get; init; } = [];

    public string Sku => $"S-{Id:n}";

    public JsonObject Changed() => new(Shared())
    {
        ["productId"] = Id,
        ["category"] = Category,
        ["categoryPath"] = CategoryPath,
        ["changedAt"] = "2026-01-01T00:00:00Z",
        ["variants"] = new JsonArray(new JsonObject
        {
            ["sku"] = Sku, ["options"] = new JsonObject(), ["price"] = Money(Price), ["available"] = Stock, ["stockVersion"] = StockVersion,
            ["regularPrice"] = Money(RegularPrice ?? Price),
        }),
    };

    public JsonObject Exported() => new(Shared())
    {
        ["id"] = Id,
        ["category"] = CategoryPath,
        ["categoryName"] = Category,
        ["updatedAt"] = "2026-01-01T00:00:00Z",
        ["variants"] = new JsonArray(new JsonObject
        {
            ["sku"] = Sku, ["options"] = new JsonObject(), ["price"] = Money(Price), ["stock"] = Stock, ["stockVersion"] = StockVersion,
        }),
    };

    public JsonObject Deleted(long version) => new() { ["productId"] = Id, ["version"] = version, ["deletedAt"] = "2026-01-01T00:00:00Z" };

    public JsonObject StockChanged(int available, long version) => new()
    {
        ["productId"] = Id,
        ["skus"] = new JsonArray(new JsonObject { ["sku"] = Sku, ["available"] = available, ["version"] = version }),
    };

    public JsonObject Rated(decimal average, int count, long version) => new()
    {
        ["productId"] = Id, ["version"] = version, ["count"] = count, ["average"] = average,
        ["histogram"] = new JsonArray(0, 0, 0, 0, count),
        ["changedAt"] = "2026-01-01T00:00:00Z",
    };

    /// <summary>An order of it, as <c>order-confirmed.v1</c> and <c>order-cancelled.v1</c> have it.</summary>
    public JsonObject Ordered(Guid order, int quantity) => new()
    {
        ["orderId"] = order, ["userId"] = Guid.CreateVersion7(), ["total"] = Money(Price), ["reason"] = "requested-by-customer",
        ["confirmedAt"] = "2026-01-01T00:00:00Z", ["cancelledAt"] = "2026-01-01T00:00:00Z",
        ["lines"] = new JsonArray(new JsonObject
        {
            ["sku"] = Sku, ["productId"] = Id, ["name"] = Name, ["quantity"] = quantity, ["unitPrice"] = Money(Price),
        }),
    };

    private static JsonObject Money(decimal amount) => new()
    {
        ["amount"] = JsonNode.Parse(amount.ToString(CultureInfo.InvariantCulture)), ["currency"] = "USD",
    };

    private IEnumerable<KeyValuePair<string, JsonNode?>> Shared() =>
    [
        new("version", Version), new("name", Name), new("description", Description), new("brand", Brand), new("published", Published),
        new("tags", new JsonArray([.. Tags.Select(tag => JsonValue.Create(tag))])),
        new("attributes", new JsonObject(Attributes.Select(a => KeyValuePair.Create(
            a.Key, (JsonNode?)new JsonArray([.. a.Value.Select(value => JsonValue.Create(value))]))))),
        new("images", new JsonArray()),
    ];
}
