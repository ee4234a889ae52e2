namespace Ecommerce.AnalyticsService.Domain;

// Rows of the tables of the same names. Times are truncated to microseconds, the precision of PostgreSQL.

/// <param name="BuyerKey">A keyed hash of the buyer, as a literal of PostgreSQL's <c>bytea</c>.</param>
/// <param name="BuyerId">The pseudonym of the buyer, unless there is one already.</param>
/// <param name="PlacedAt">Null when unknown, as the other times.</param>
internal sealed record OrderFact(
    Guid OrderId, string BuyerKey, Guid BuyerId, string Currency, decimal Total, string? TestGroup,
    DateTimeOffset? PlacedAt, DateTimeOffset? ConfirmedAt, DateTimeOffset? CancelledAt, string? CancellationReason);

internal sealed record LineFact(Guid OrderId, string Sku, Guid ProductId, string Name, int Quantity, decimal Amount);

internal sealed record CaptureFact(Guid OrderId, decimal Amount, string Currency, DateTimeOffset CapturedAt);

internal sealed record RefundFact(Guid RefundId, Guid OrderId, decimal Amount, string Currency, DateTimeOffset RefundedAt);

internal sealed record PaymentFailureFact(Guid OrderId, string Reason, DateTimeOffset FailedAt);

internal sealed record ReviewFact(Guid ReviewId, Guid ProductId, int Stars, bool Published, long Version, DateTimeOffset WrittenAt);
