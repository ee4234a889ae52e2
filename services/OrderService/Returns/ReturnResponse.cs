using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Idempotency;
using Ecommerce.OrderService.Orders;

namespace Ecommerce.OrderService.Returns;

/// <param name="Refund">What is given back for what was received; null before, and where nothing was left to give back.</param>
internal sealed record ReturnResponse(
    Guid Id, Guid OrderId, ReturnStatus Status, IReadOnlyList<ReturnLine> Lines, string Reason, string? RejectionReason, Money? Refund,
    DateTimeOffset RequestedAt, DateTimeOffset UpdatedAt)
{
    public static ReturnResponse From(Order order, Return known) => new(
        known.Id, order.Id, known.Status, known.Lines, known.Reason, known.RejectionReason,
        order.Refunds.FirstOrDefault(refund => refund.Id == known.RefundId) is { } refund ? order.Totals.Money(refund.Amount) : null,
        known.RequestedAt, known.UpdatedAt);

    /// <summary>The answer to keep about the return <paramref name="id"/>.</summary>
    public static StoredAnswer Answer(Order order, Guid id, int status) => new(
        status,
        status == StatusCodes.Status201Created ? $"/orders/{order.Id}/returns/{id}" : null,
        JsonSerializer.Serialize(From(order, order.Return(id)!), OrderJson.Default.ReturnResponse));
}

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record ReturnPage(IReadOnlyList<ReturnResponse> Items, string? Next);
