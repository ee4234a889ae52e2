namespace Ecommerce.Storefront.Infrastructure.Gateway;

// The part of analytics-service's reports that the page shows. Public because components are.

public sealed record Report<TRow>(DateTimeOffset From, DateTimeOffset To, string By, string TimeZone, IReadOnlyList<TRow> Rows);

/// <summary>A row of a report over time.</summary>
public interface IBucket
{
    /// <summary>When it begins, with the offset of the report's time zone.</summary>
    DateTimeOffset Start { get; }
}

public sealed record RevenueRow(DateTimeOffset Start, string Currency, decimal Captured, decimal Refunded, decimal Net) : IBucket;

public sealed record OrdersRow(DateTimeOffset Start, long Placed, long Confirmed, long Cancelled) : IBucket;

public sealed record BasketsRow(
    DateTimeOffset Start, string Currency, long Orders, decimal Total, decimal? AverageValue, decimal? AveragePieces) : IBucket;

public sealed record RefundsRow(DateTimeOffset Start, string Currency, long Refunds, long Orders, decimal Amount) : IBucket;

public sealed record BuyersRow(DateTimeOffset Start, long New, long Returning) : IBucket;

public sealed record FunnelRow(DateTimeOffset Start, long Visits, long Products, long Carts, long Checkouts, long Confirmed) : IBucket;

public sealed record AbandonedCartsRow(DateTimeOffset Start, long Carts, long Pieces) : IBucket;

public sealed record PaymentFailuresRow(DateTimeOffset Start, string Reason, long Failures) : IBucket;

public sealed record BestSellersRow(Guid ProductId, string Name, string Currency, long Pieces, long Orders, decimal Revenue);

/// <summary>An estimate and the interval that its true value lies in, with 95 % confidence.</summary>
public sealed record Estimate(double Value, double Low, double High);

/// <param name="Conversion">Null where nobody was in the group.</param>
/// <param name="Difference">To the first group; null for that one.</param>
public sealed record ExperimentsRow(
    string Group, long Visitors, long Placed, long Confirmed, long Conversions, Estimate? Conversion, Estimate? Difference);
