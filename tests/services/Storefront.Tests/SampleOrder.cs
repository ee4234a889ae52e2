using System.Text.Json.Nodes;

namespace Ecommerce.Storefront.Tests;

/// <summary>An order of two tents and a book as the API shows it: 220 EUR of goods, 4.90 of shipping, tax included.</summary>
internal static class SampleOrder
{
    public const string Id = "0190a5a0-0000-7000-8000-0000000000f1";
    public const string Path = $"/orders/{Id}";
    public const string Return = "0190a5a0-0000-7000-8000-0000000000f2";
    public const string Tent = "0190a5a0-0000-7000-8000-000000000001";
    public const string Book = "0190a5a0-0000-7000-8000-000000000002";

    private static readonly string[] Way = ["Placed", "StockReserved", "Paid", "Confirmed", "Shipped", "Delivered"];

    /// <param name="status">One of the way from placed to delivered.</param>
    public static JsonObject Of(string status)
    {
        var steps = Way[..(Array.IndexOf(Way, status) + 1)];
        var returnable = status == "Delivered";
        return new()
        {
            ["id"] = Id,
            ["status"] = status,
            ["lines"] = new JsonArray(
                Line("TENT-2", Tent, "Dome tent", 2, 100, 31.93m, 0.19m, returnable),
                Line("BOOK", Book, "Camping", 1, 20, 1.31m, 0.07m, returnable)),
            ["subtotal"] = Euros(220),
            ["discount"] = Euros(0),
            ["shipping"] = Euros(4.9m),
            ["tax"] = Euros(0),
            ["taxIncluded"] = Euros(34.02m),
            ["total"] = Euros(224.9m),
            ["shippingAddress"] = new JsonObject
            {
                ["name"] = "Ada", ["street"] = "Road 1", ["city"] = "Bonn", ["postalCode"] = "53111", ["country"] = "DE",
            },
            ["shipment"] = steps.Contains("Shipped")
                ? new JsonObject { ["carrier"] = "DHL", ["trackingNumber"] = "JD 01/4", ["shippedAt"] = At(5) }
                : null,
            ["deliveredAt"] = returnable ? At(6) : null,
            ["returnableUntil"] = returnable ? "2199-12-26T12:00:00Z" : null,
            ["cancellationReason"] = null,
            ["refunds"] = new JsonArray(),
            ["returns"] = new JsonArray(),
            ["history"] = new JsonArray(
                [.. steps.Select((step, i) => new JsonObject { ["status"] = step, ["at"] = At(i + 1) })]),
            ["createdAt"] = At(1),
        };
    }

    public static JsonObject Cancelled(string reason)
    {
        var order = Of("Paid");
        (order["status"], order["cancellationReason"]) = ("Cancelled", reason);
        order["history"]!.AsArray().Add(new JsonObject { ["status"] = "Cancelled", ["at"] = At(4) });
        return order;
    }

    /// <summary>A return of one tent.</summary>
    public static JsonObject ReturnOf(string status, string id = Return) => new()
    {
        ["id"] = id,
        ["orderId"] = Id,
        ["status"] = status,
        ["lines"] = new JsonArray(new JsonObject { ["sku"] = "TENT-2", ["quantity"] = 1, ["received"] = 0, ["restocked"] = 0 }),
        ["reason"] = "It does not fit",
        ["rejectionReason"] = status == "Rejected" ? "It has been worn." : null,
        ["refund"] = status == "Received" ? Euros(100) : null,
        ["requestedAt"] = At(7),
        ["updatedAt"] = At(7),
    };

    public static JsonObject RefundOf(decimal amount, string reason, bool completed) => new()
    {
        ["id"] = $"{Guid.CreateVersion7()}", ["amount"] = Euros(amount), ["reason"] = reason, ["completed"] = completed, ["lines"] = null,
    };

    public static JsonObject Euros(decimal amount) => new() { ["amount"] = amount, ["currency"] = "EUR" };

    private static JsonObject Line(
        string sku, string product, string name, int quantity, decimal price, decimal tax, decimal rate, bool returnable)
        => new()
        {
            ["sku"] = sku,
            ["productId"] = product,
            ["name"] = name,
            ["quantity"] = quantity,
            ["unitPrice"] = Euros(price),
            ["lineTotal"] = Euros(price * quantity),
            ["discount"] = Euros(0),
            ["tax"] = Euros(0),
            ["taxIncluded"] = Euros(tax),
            ["taxRate"] = rate,
            ["returnable"] = returnable ? quantity : 0,
        };

    private static string At(int day) => $"2026-01-0{day}T10:15:00Z";
}
