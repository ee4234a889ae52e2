using Ecommerce.Contracts;

namespace Ecommerce.AnalyticsService.Facts;

/// <summary>What events and exports tell, as facts.</summary>
internal static class FactsOf
{
    public static IEnumerable<LineFact> Lines(Guid orderId, IEnumerable<OrderLine> lines) => lines
        .GroupBy(line => line.Sku, StringComparer.Ordinal)
        .Select(same => new LineFact(
            orderId, same.Key, same.First().ProductId, same.First().Name, same.Sum(line => line.Quantity),
            same.Sum(line => (line.UnitPrice.Amount * line.Quantity) - line.Discount)));

    public static CaptureFact Capture(Guid orderId, Money amount, DateTimeOffset at) => new(orderId, amount.Amount, amount.Currency, at.ToMicroseconds());

    public static RefundFact Refund(Guid refundId, Guid orderId, Money amount, DateTimeOffset at)
        => new(refundId, orderId, amount.Amount, amount.Currency, at.ToMicroseconds());

    public static PaymentFailureFact Failure(Guid orderId, string reason, DateTimeOffset at) => new(orderId, reason, at.ToMicroseconds());

    public static ReviewFact Review(Guid reviewId, Guid productId, int stars, bool published, long version, DateTimeOffset writtenAt)
        => new(reviewId, productId, stars, published, version, writtenAt.ToMicroseconds());

    /// <summary>Events are finer than the databases that exports come from; both must say the same.</summary>
    public static DateTimeOffset ToMicroseconds(this DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
