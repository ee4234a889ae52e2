using System.Globalization;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;

namespace Ecommerce.OrderService.Domain.History;

/// <summary>An entry of the history of an order: a change of its status, or something that was done about a return or a refund.</summary>
/// <param name="Kind">Null for a change of status.</param>
/// <param name="Before">Null for the first status.</param>
internal sealed record HistoryEntry(DateTimeOffset At, Actor? Actor, ActivityKind? Kind)
{
    public OrderStatus? Before { get; init; }
    public OrderStatus? After { get; init; }
    public Return? Return { get; init; }
    public Refund? Refund { get; init; }
}

/// <summary>Puts together what was recorded, and what an order from before the records tells by itself.</summary>
internal static class OrderHistory
{
    /// <returns>Oldest first.</returns>
    public static IReadOnlyList<HistoryEntry> Of(
        Order order, IReadOnlyList<RecordedStep> steps, IReadOnlyList<RecordedActivity> activities)
    {
        var known = activities.Concat(Unrecorded(order, [.. activities.Select(it => it.Activity)]));
        return [.. known.Select(it => Entry(order, it)).Concat(Statuses(steps))
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Kind ?? (ActivityKind)int.MaxValue)];
    }

    private static IEnumerable<HistoryEntry> Statuses(IReadOnlyList<RecordedStep> steps) => steps.Select(
        (step, index) => new HistoryEntry(step.At, step.Actor, null)
        {
            Before = index == 0 ? null : steps[index - 1].Status, After = step.Status,
        });

    private static HistoryEntry Entry(Order order, RecordedActivity recorded)
    {
        var (activity, at, actor) = recorded;
        return new(at, actor, activity.Kind)
        {
            Return = order.FindReturn(activity.SubjectId),
            Refund = order.Refunds.FirstOrDefault(refund => refund.Id == activity.SubjectId),
        };
    }

    private static IEnumerable<RecordedActivity> Unrecorded(Order order, HashSet<Activity> recorded)
        => ToldBy(order).Where(told => !recorded.Contains(told.Activity));

    /// <summary>Whatever has a time in the order itself; who did it is not known.</summary>
    private static IEnumerable<RecordedActivity> ToldBy(Order order)
    {
        foreach (var known in order.Returns)
        {
            yield return new(new(ActivityKind.ReturnRequested, known.Id), known.RequestedAt, null);
            if (known.Status is not ReturnStatus.Requested)
                yield return new(new(Activities.Of(known.Status), known.Id), known.UpdatedAt, null);
        }

        foreach (var refund in order.Refunds.Where(refund => refund.Reason != OrderSaga.CancellationRefundReason))
            yield return new(new(ActivityKind.RefundRequested, refund.Id), MadeAt(refund.Id), null);
    }

    /// <summary>Ids are UUIDv7: they begin with their time.</summary>
    private static DateTimeOffset MadeAt(Guid id) => DateTimeOffset.FromUnixTimeMilliseconds(
        long.Parse($"{id:N}".AsSpan(0, 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}
