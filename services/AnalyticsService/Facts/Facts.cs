namespace Ecommerce.AnalyticsService.Facts;

// Rows of the tables of the same names, snake_case in between. Times are cut to the microsecond, which is what databases keep.

/// <param name="BuyerKey">Who bought, as a keyed hash that PostgreSQL reads as bytes.</param>
/// <param name="BuyerId">The name that the buyer gets unless there is one already.</param>
/// <param name="PlacedAt">Null, as the other times, where it is not known yet.</param>
internal sealed record OrderFact(
    Guid OrderId, string BuyerKey, Guid BuyerId, string Currency, decimal Total, string? TestGroup,
    DateTimeOffset? PlacedAt, DateTimeOffset? ConfirmedAt, DateTimeOffset? CancelledAt, string? CancellationReason);

internal sealed record LineFact(Guid OrderId, string Sku, Guid ProductId, string Name, int Quantity, decimal Amount);

internal sealed record CaptureFact(Guid OrderId, decimal Amount, string Currency, DateTimeOffset CapturedAt);

internal sealed record RefundFact(Guid RefundId, Guid OrderId, decimal Amount, string Currency, DateTimeOffset RefundedAt);

internal sealed record PaymentFailureFact(Guid OrderId, string Reason, DateTimeOffset FailedAt);

internal sealed record ReviewFact(Guid ReviewId, Guid ProductId, int Stars, bool Published, long Version, DateTimeOffset WrittenAt);
