using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.History;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Infrastructure.Postgres;

namespace Ecommerce.OrderService.Features.History;

/// <summary>All that was done about an order, oldest first.</summary>
internal sealed record HistoryResponse(IReadOnlyList<HistoryEntryResponse> Items)
{
    public static HistoryResponse From(OrderRecord record)
        => new([.. record.History.Select(entry => HistoryEntryResponse.From(record.Order, entry))]);
}

/// <param name="Kind"><c>StatusChanged</c>, or the name of an activity.</param>
/// <param name="Actor">Null where that is not known, as before it was kept.</param>
/// <param name="Amount">Of a refund, also of the one that a received return leads to.</param>
/// <param name="Reason">Of a cancellation, a return, its rejection, or a refund.</param>
internal sealed record HistoryEntryResponse(
    DateTimeOffset At, string Kind, ActorKind? Actor, Guid? ActorId, OrderStatus? Before, OrderStatus? After, Guid? ReturnId,
    Guid? RefundId, Money? Amount, string? Reason, Shipment? Shipment)
{
    private const string StatusChanged = nameof(StatusChanged);

    public static HistoryEntryResponse From(Order order, HistoryEntry entry) => new(
        entry.At, entry.Kind?.ToString() ?? StatusChanged, entry.Actor?.Kind, entry.Actor?.Id, entry.Before, entry.After,
        entry.Return?.Id, entry.Refund?.Id, entry.Refund is { } refund ? order.Totals.Money(refund.Amount) : null, ReasonOf(order, entry),
        entry.After is OrderStatus.Shipped ? order.Shipment : null);

    private static string? ReasonOf(Order order, HistoryEntry entry) => entry switch
    {
        { After: OrderStatus.Cancelled } => order.CancellationReason,
        { Kind: ActivityKind.ReturnRequested } => entry.Return?.Reason,
        { Kind: ActivityKind.ReturnRejected } => entry.Return?.RejectionReason,
        _ => entry.Refund?.Reason,
    };
}
