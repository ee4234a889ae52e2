using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Domain.Orders;

/// <summary>All that decisions about an order are made from. What it costs never changes after checkout.</summary>
internal sealed record Order
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required string CartId { get; init; }
    public required IReadOnlyList<OrderLine> Lines { get; init; }
    public required Totals Totals { get; init; }
    public string? DiscountCode { get; init; }
    public string? TestGroup { get; init; }
    public required OrderShippingMethod ShippingMethod { get; init; }
    public required ShippingAddress ShippingAddress { get; init; }
    public required string PaymentToken { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public OrderStatus Status { get; init; } = OrderStatus.Placed;
    public DateTimeOffset? ConfirmedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    public string? CancellationReason { get; init; }
    public IReadOnlyList<Refund> Refunds { get; init; } = [];
    public Shipment? Shipment { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public IReadOnlyList<Return> Returns { get; init; } = [];

    /// <summary>The saga awaits a reply of the catalogue or of payments.</summary>
    public bool AwaitsStock { get; init; }
    public bool AwaitsPayment { get; init; }

    /// <summary>How often the requests were repeated, and when they are repeated next; null at rest.</summary>
    public int Retries { get; init; }
    public DateTimeOffset? NextRetryAt { get; init; }

    /// <summary>What the shopper pays.</summary>
    public Money Total => Totals.Money(Totals.Total);

    public bool AwaitsReturn => Returns.Any(it => it.AwaitsStock);
    public bool AwaitsReply => AwaitsStock || AwaitsPayment || AwaitsReturn;
    public decimal RefundsRequested => Refunds.Sum(refund => refund.Amount);
    public decimal Refunded => Refunds.Where(refund => refund.Completed).Sum(refund => refund.Amount);

    public Return? FindReturn(Guid id) => Returns.FirstOrDefault(known => known.Id == id);

    public Order WithReturn(Return changed) => this with { Returns = [.. Returns.Select(it => it.Id == changed.Id ? changed : it)] };
}

/// <summary>Money that goes back to the shopper, in the order's currency.</summary>
/// <param name="Lines">What it is for; null for a refund of an amount.</param>
internal sealed record Refund(Guid Id, decimal Amount, string Reason, bool Completed, IReadOnlyList<SkuQuantity>? Lines = null);

/// <summary>How the order reaches its shopper.</summary>
/// <param name="Name">As the shopper read it when the order was placed.</param>
internal sealed record OrderShippingMethod(string Id, string Name);

internal sealed record Shipment(string Carrier, string TrackingNumber, DateTimeOffset ShippedAt);

/// <param name="Street">Empty, as city and postal code, where the method needs none.</param>
internal sealed record ShippingAddress(string Name, string Street, string City, string PostalCode, string Country)
{
    /// <summary>Personal data: never in a log.</summary>
    public override string ToString() => nameof(ShippingAddress);
}
