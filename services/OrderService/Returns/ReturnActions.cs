using Ecommerce.OrderService.Fulfilment;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Saga;

namespace Ecommerce.OrderService.Returns;

/// <summary>What people do about a return; null where its status does not allow it.</summary>
internal static class ReturnActions
{
    private const string RefundReason = "returned";

    /// <summary>Delivered, and not too long ago.</summary>
    public static bool IsReturnable(Order order, int days, SagaClock clock)
        => order is { Status: OrderStatus.Delivered, DeliveredAt: { } delivered } && clock.Now <= delivered.AddDays(days);

    /// <summary>Pieces that were delivered and are not on their way back, nor back already.</summary>
    public static int Returnable(Order order, string sku)
        => order.Lines.Where(line => line.Sku == sku).Sum(line => line.Quantity) - order.Returns.Sum(was => was.PiecesOf(sku));

    /// <param name="lines">At most what is <see cref="Returnable"/>.</param>
    public static Decision Request(Order order, Guid id, IEnumerable<Pieces> lines, string reason, SagaClock clock)
    {
        var asked = new Return(id, ReturnStatus.Requested, [.. lines.Select(line => new ReturnLine(line.Sku, line.Quantity))], reason, clock.Now, clock.Now);
        return Decision.Keep(order).With(was => was with { Returns = [.. was.Returns, asked], UpdatedAt = clock.Now });
    }

    public static Decision? Approve(Order order, Guid id, SagaClock clock)
        => Change(order, id, ReturnStatus.Approved, clock, was => was);

    public static Decision? Reject(Order order, Guid id, string reason, SagaClock clock)
        => Change(order, id, ReturnStatus.Rejected, clock, was => was with { RejectionReason = reason });

    /// <summary>Gives back what was paid for the pieces that came, and sends those that can be sold again to the shelf.</summary>
    /// <param name="arrived">What is in the parcel; all that was announced, and fit for sale, where it is null.</param>
    public static Decision? Receive(Order order, Guid id, IReadOnlyList<Arrival>? arrived, Guid refundId, SagaClock clock)
    {
        if (Change(order, id, ReturnStatus.Received, clock, was => Count(was, arrived)) is not { } counted)
            return null;
        var received = counted.Order.Return(id)!;
        var refund = LineRefunds.Of(order, refundId, received.Lines.Select(line => new Pieces(line.Sku, line.Received)), RefundReason);
        received = received with { RefundId = refund?.Id, AwaitsStock = received.Lines.Any(line => line.Restocked > 0) };
        return counted
            .With(was => was.WithReturn(received) with { Refunds = refund is null ? was.Refunds : [.. was.Refunds, refund] })
            .Await(order.AwaitsStock, payment: order.AwaitsPayment || refund is not null, clock)
            .Say(received.AwaitsStock ? [Questions.Returned(order, received)] : [])
            .Say(refund is null ? [] : [Questions.Refund(order, refund)]);
    }

    private static Decision? Change(Order order, Guid id, ReturnStatus status, SagaClock clock, Func<Return, Return> change)
        => order.Return(id) is { } known && ReturnGraph.Allows(known.Status, status)
            ? Decision.Keep(order).With(was => was.WithReturn(change(known) with { Status = status, UpdatedAt = clock.Now }) with { UpdatedAt = clock.Now })
            : null;

    private static Return Count(Return asked, IReadOnlyList<Arrival>? arrived) => asked with
    {
        Lines = [.. asked.Lines.Select(line => arrived is null
            ? line with { Received = line.Quantity, Restocked = line.Quantity }
            : arrived.FirstOrDefault(arrival => arrival.Sku == line.Sku) is { } arrival
                ? line with { Received = arrival.Quantity, Restocked = arrival.Restock }
                : line)],
    };
}

/// <summary>What was found of a line in the parcel.</summary>
internal sealed record Arrival(string Sku, int Quantity, int Restock);
