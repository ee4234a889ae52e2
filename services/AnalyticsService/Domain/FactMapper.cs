using Ecommerce.Contracts;

namespace Ecommerce.AnalyticsService.Domain;

/// <summary>Maps events and lines of exports to facts.</summary>
internal static class FactMapper
{
    public static IEnumerable<LineFact> Lines(Guid orderId, IEnumerable<OrderLine> lines)
        => lines.GroupBy(line => line.Sku, StringComparer.Ordinal).Select(sku => Line(orderId, [.. sku]));

    public static CaptureFact Capture(Guid orderId, Money amount, DateTimeOffset at)
        => new(orderId, amount.Amount, amount.Currency, at.ToMicroseconds());

    public static RefundFact Refund(Guid refundId, Guid orderId, Money amount, DateTimeOffset at)
        => new(refundId, orderId, amount.Amount, amount.Currency, at.ToMicroseconds());

    public static PaymentFailureFact Failure(Guid orderId, string reason, DateTimeOffset at) => new(orderId, reason, at.ToMicroseconds());

    public static ReviewFact Review(Guid reviewId, Guid productId, int stars, bool published, long version, DateTimeOffset writtenAt)
        => new(reviewId, productId, stars, published, version, writtenAt.ToMicroseconds());

    /// <summary>
    /// Events are more precise than the databases that exports are read from. Truncated, an event and an export of the same fact are equal.
    /// </summary>
    public static DateTimeOffset ToMicroseconds(this DateTimeOffset at)
        => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <param name="lines">Of the same SKU.</param>
    private static LineFact Line(Guid orderId, IReadOnlyList<OrderLine> lines)
    {
        var amount = lines.Sum(line => (line.UnitPrice.Amount * line.Quantity) - line.Discount);
        return new(orderId, lines[0].Sku, lines[0].ProductId, lines[0].Name, lines.Sum(line => line.Quantity), amount);
    }
}
