using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;

namespace Ecommerce.OrderService.Domain.Fulfilment;

/// <summary>What customers and staff do about a return; null where its status does not allow it.</summary>
internal static class ReturnActions
{
    private const string RefundReason = "returned";

    /// <summary>Delivered at most so many days ago.</summary>
    public static bool IsReturnable(Order order, int days, SagaContext context) => context.Now <= ReturnableUntil(order, days);

    /// <summary>Null where nothing can be sent back, however soon.</summary>
    public static DateTimeOffset? ReturnableUntil(Order order, int days)
        => order is { Status: OrderStatus.Delivered, DeliveredAt: { } delivered } ? delivered.AddDays(days) : null;

    /// <summary>Pieces that were delivered and are in no return yet.</summary>
    public static int Returnable(Order order, string sku)
    {
        var delivered = order.Lines.Where(line => line.Sku == sku).Sum(line => line.Quantity);
        return delivered - order.Returns.Sum(known => known.QuantityOf(sku));
    }

    /// <param name="items">At most what is <see cref="Returnable"/>.</param>
    public static Decision Request(Order order, Guid id, IEnumerable<SkuQuantity> items, string reason, SagaContext context)
    {
        ReturnLine[] lines = [.. items.Select(item => new ReturnLine(item.Sku, item.Quantity))];
        var requested = new Return(id, ReturnStatus.Requested, lines, reason, context.Now, context.Now);
        return Decision.For(order).With(it => it with { Returns = [.. it.Returns, requested], UpdatedAt = context.Now });
    }

    public static Decision? Approve(Order order, Guid id, SagaContext context)
        => Change(order, id, ReturnStatus.Approved, context, known => known)?.Publish(
            new ReturnApproved(order.Id, id, order.UserId, Announced(order, id), context.Now));

    public static Decision? Reject(Order order, Guid id, string reason, SagaContext context)
        => Change(order, id, ReturnStatus.Rejected, context, known => known with { RejectionReason = reason })?.Publish(
            new ReturnRejected(order.Id, id, order.UserId, Announced(order, id), reason, context.Now));

    /// <summary>Refunds what was paid for the received pieces, and sends those that can be sold again back to stock.</summary>
    /// <param name="items">What is in the parcel; null for all that was announced, fit for sale.</param>
    public static Decision? Receive(Order order, Guid id, IReadOnlyList<ReceivedItem>? items, Guid refundId, SagaContext context)
    {
        if (Change(order, id, ReturnStatus.Received, context, known => Count(known, items)) is not { } counted)
            return null;

        var received = counted.Order.FindReturn(id)!;
        var refund = LineRefunds.Create(
            order, refundId, received.Lines.Select(line => new SkuQuantity(line.Sku, line.Received)), RefundReason);
        received = received with { RefundId = refund?.Id, AwaitsStock = received.Lines.Any(line => line.Restocked > 0) };
        return counted
            .With(it => it.WithReturn(received) with { Refunds = refund is null ? it.Refunds : [.. it.Refunds, refund] })
            .Await(order.AwaitsStock, payment: order.AwaitsPayment || refund is not null, context)
            .Publish(received.AwaitsStock ? [SagaRequests.Returned(order, received)] : [])
            .Publish(refund is null ? [] : [SagaRequests.Refund(order, refund)]);
    }

    private static Decision? Change(Order order, Guid id, ReturnStatus status, SagaContext context, Func<Return, Return> change)
    {
        if (order.FindReturn(id) is not { } known || !ReturnTransitions.Allows(known.Status, status))
            return null;
        var changed = change(known) with { Status = status, UpdatedAt = context.Now };
        return Decision.For(order).With(it => it.WithReturn(changed) with { UpdatedAt = context.Now });
    }

    private static IReadOnlyList<OrderLine> Announced(Order order, Guid id) => SagaRequests.LinesOf(
        order, order.FindReturn(id)!.Lines.Select(line => new SkuQuantity(line.Sku, line.Quantity)));

    private static Return Count(Return announced, IReadOnlyList<ReceivedItem>? items) => announced with
    {
        Lines = [.. announced.Lines.Select(line => Count(line, items))],
    };

    private static ReturnLine Count(ReturnLine line, IReadOnlyList<ReceivedItem>? items)
    {
        if (items is null)
            return line with { Received = line.Quantity, Restocked = line.Quantity };
        return items.FirstOrDefault(item => item.Sku == line.Sku) is { } item
            ? line with { Received = item.Quantity, Restocked = item.Restock }
            : line;
    }
}

/// <summary>What was found of a line in the parcel.</summary>
internal sealed record ReceivedItem(string Sku, int Quantity, int Restock);
