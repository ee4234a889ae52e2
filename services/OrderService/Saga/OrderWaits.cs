using System.Diagnostics.Metrics;
using Ecommerce.OrderService.Orders;

namespace Ecommerce.OrderService.Saga;

/// <summary>Orders of one status that wait for an answer.</summary>
/// <param name="Overdue">Of them, those that should have been asked about again a while ago: nobody sweeps.</param>
/// <param name="Unanswered">Of them, those that were asked about so often that nobody seems to be there to answer.</param>
/// <param name="OldestSince">Since when the oldest is what it is.</param>
internal sealed record OrderWait(OrderStatus Status, long Orders, long Overdue, long Unanswered, DateTimeOffset OldestSince);

/// <summary>The waits of all orders, as gauges tell them.</summary>
internal sealed record OrderWaits(IReadOnlyList<Measurement<long>> Waiting, IReadOnlyList<Measurement<long>> Stuck, TimeSpan Oldest)
{
    public static OrderWaits None { get; } = Of([], DateTimeOffset.UnixEpoch);

    /// <param name="waits">At most one of each status; where there is none, that is told too, so that an alert ends.</param>
    /// <param name="now">When they were counted.</param>
    public static OrderWaits Of(IReadOnlyCollection<OrderWait> waits, DateTimeOffset now)
    {
        var moving = waits.Where(wait => wait.Status.IsMoving()).ToList();
        return new(
            [.. Enum.GetValues<OrderStatus>().Select(status => Told(waits.Where(wait => wait.Status == status).Sum(wait => wait.Orders), "status", status.ToString()))],
            [Told(waits.Sum(wait => wait.Overdue), "reason", "overdue"), Told(waits.Sum(wait => wait.Unanswered), "reason", "unanswered")],
            moving.Count == 0 ? TimeSpan.Zero : now - moving.Min(wait => wait.OldestSince));
    }

    private static Measurement<long> Told(long orders, string label, string value) => new(orders, new KeyValuePair<string, object?>(label, value));
}
