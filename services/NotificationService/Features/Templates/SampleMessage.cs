using Ecommerce.Contracts;
using Ecommerce.NotificationService.Domain;

namespace Ecommerce.NotificationService.Features.Templates;

/// <summary>Sample data for previews, with characters that must be escaped.</summary>
internal static class SampleMessage
{
    public const string Name = "Ada <Lovelace> & Söhne";

    public static readonly Guid User = new("0199a000-0000-7000-8000-000000000001");

    private static readonly Guid Order = new("0199a7b2-1c3d-7000-8000-000000000002");
    private static readonly Guid Return = new("0199a7b2-1c3d-7000-8000-000000000004");
    private static readonly Guid Product = new("0199a7b2-1c3d-7000-8000-000000000003");

    /// <summary>Data for every template.</summary>
    public static MessageData Data(DateTimeOffset now) => new()
    {
        OrderId = Order,
        ReturnId = Return,
        Lines = [new("Tent \"Fjord\" <2 persons>", 1, new Money(1199.5m, "EUR")), new("Sleeping bag (M)", 2, new Money(89.95m, "EUR"))],
        Total = new Money(1246.36m, "EUR"),
        Costs = new OrderCosts(1379.4m, Discount: 137.94m, Shipping: 4.9m, Tax: 0, TaxIncluded: 199),
        Address = new(Name, "Straße des 17. Juni <135>", "Berlin", "10623", "DE"),
        Refund = new Money(89.95m, "EUR"),
        Reason = CancellationReasons.OutOfStock,
        Explanation = "The tent has been used & <washed>.",
        Carrier = "DHL",
        TrackingNumber = "00340434161094042557",
        ProductId = Product,
        Product = "Tent \"Fjord\" <2 persons>",
        CartChangedAt = now,
        Token = "123456",
        ExpiresAt = now + TimeSpan.FromHours(1),
    };
}
