using Ecommerce.Contracts;

namespace Ecommerce.AnalyticsService.Infrastructure.Clients;

// Lines of other services' exports, with the members that analytics needs.

internal sealed record ExportedOrder(
    Guid Id, Guid UserId, IReadOnlyList<OrderLine> Lines, Money Total, DateTimeOffset PlacedAt, DateTimeOffset? ConfirmedAt,
    DateTimeOffset? CancelledAt, string? CancellationReason, string? TestGroup);

internal sealed record ExportedPayment(
    Guid OrderId, Money Amount, string? FailureReason, DateTimeOffset? CapturedAt, DateTimeOffset? FailedAt,
    IReadOnlyList<ExportedRefund> Refunds);

internal sealed record ExportedRefund(Guid RefundId, Money Amount, DateTimeOffset RefundedAt);

internal sealed record ExportedReview(Guid ReviewId, Guid ProductId, int Stars, bool Published, long Version, DateTimeOffset WrittenAt);
