using System.Diagnostics.Metrics;
using Ecommerce.OrderService.Domain.Orders;

namespace Ecommerce.OrderService.Infrastructure.Telemetry;

/// <summary>Orders of one status that await a reply.</summary>
/// <param name="Overdue">Of them, those whose retry is late: the worker for timeouts does not run.</param>
/// <param name="Unanswered">Of them, those with so many retries in vain that nobody seems to answer.</param>
/// <param name="OldestSince">Since when the oldest has had its status.</param>
internal sealed record WaitingOrders(OrderStatus Status, long Orders, long Overdue, long Unanswered, DateTimeOffset OldestSince);

/// <summary>The values of the gauges about orders that await a reply.</summary>
internal sealed record SagaGauges(IReadOnlyList<Measurement<long>> Waiting, IReadOnlyList<Measurement<long>> Stuck, TimeSpan Oldest)
{
    public static SagaGauges Empty { get; } = From([], DateTimeOffset.UnixEpoch);

    /// <param name="waiting">At most one of each status. The others are measured as 0, so that an alert ends.</param>
    /// <param name="now">When they were counted.</param>
    public static SagaGauges From(IReadOnlyCollection<WaitingOrders> waiting, DateTimeOffset now)
    {
        var byStatus = Enum.GetValues<OrderStatus>().Select(
            status => Measure(waiting.Where(it => it.Status == status).Sum(it => it.Orders), "status", status.ToString()));
        var overdue = Measure(waiting.Sum(it => it.Overdue), "reason", "overdue");
        var unanswered = Measure(waiting.Sum(it => it.Unanswered), "reason", "unanswered");
        var inProgress = waiting.Where(it => it.Status.IsInProgress()).ToList();
        var oldest = inProgress.Count == 0 ? TimeSpan.Zero : now - inProgress.Min(it => it.OldestSince);
        return new([.. byStatus], [overdue, unanswered], oldest);
    }

    private static Measurement<long> Measure(long orders, string label, string value)
        => new(orders, new KeyValuePair<string, object?>(label, value));
}
