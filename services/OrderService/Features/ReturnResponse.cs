using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;

namespace Ecommerce.OrderService.Features;

/// <param name="Refund">Of what was received; null before, and where nothing was left to refund.</param>
internal sealed record ReturnResponse(
    Guid Id, Guid OrderId, ReturnStatus Status, IReadOnlyList<ReturnLine> Lines, string Reason, string? RejectionReason, Money? Refund,
    DateTimeOffset RequestedAt, DateTimeOffset UpdatedAt)
{
    public static ReturnResponse From(Order order, Return known)
    {
        var refund = order.Refunds.FirstOrDefault(refund => refund.Id == known.RefundId);
        return new(
            known.Id, order.Id, known.Status, known.Lines, known.Reason, known.RejectionReason,
            refund is null ? null : order.Totals.Money(refund.Amount), known.RequestedAt, known.UpdatedAt);
    }
}
