using Ecommerce.OrderService.Domain.Orders;

namespace Ecommerce.OrderService.Domain.History;

internal static class Activities
{
    /// <summary>What was done about returns and refunds between two states of an order.</summary>
    public static IReadOnlyList<Activity> Between(Order before, Order after)
        => [.. after.Returns.SelectMany(known => OfReturn(before, known)), .. after.Refunds.SelectMany(refund => OfRefund(before, refund))];

    public static ActivityKind Of(ReturnStatus status) => status switch
    {
        ReturnStatus.Approved => ActivityKind.ReturnApproved,
        ReturnStatus.Rejected => ActivityKind.ReturnRejected,
        ReturnStatus.Received => ActivityKind.ReturnReceived,
        _ => ActivityKind.ReturnRequested,
    };

    private static IEnumerable<Activity> OfReturn(Order before, Return known)
        => before.FindReturn(known.Id)?.Status == known.Status ? [] : [new(Of(known.Status), known.Id)];

    private static IEnumerable<Activity> OfRefund(Order before, Refund refund)
    {
        var earlier = before.Refunds.FirstOrDefault(it => it.Id == refund.Id);
        // The refund of a cancellation is known only once payments has made it.
        if (refund.Completed)
            return earlier is { Completed: true } ? [] : [new(ActivityKind.RefundCompleted, refund.Id)];
        return earlier is null ? [new(ActivityKind.RefundRequested, refund.Id)] : [];
    }
}
