using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Infrastructure.Telemetry;

namespace Ecommerce.OrderService.Tests.Saga;

public sealed class SagaGaugesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Gauges_measure_zero_for_every_status_and_reason_without_orders()
    {
        var waits = SagaGauges.From([], Now);
        Assert.Equal(Enum.GetValues<OrderStatus>().Length, waits.Waiting.Count);
        Assert.Equal(2, waits.Stuck.Count);
        Assert.All(waits.Waiting.Concat(waits.Stuck), told => Assert.Equal(0, told.Value));
        Assert.Equal(TimeSpan.Zero, waits.Oldest);
    }

    [Fact]
    public void Oldest_wait_counts_orders_in_progress_only()
    {
        var waits = SagaGauges.From(
            [
                new(OrderStatus.Placed, 3, 1, 0, Now.AddMinutes(-2)),
                new(OrderStatus.StockReserved, 1, 0, 0, Now.AddMinutes(-1)),
                new(OrderStatus.Cancelled, 5, 1, 4, Now.AddDays(-1)),
            ], Now);
        Assert.Equal(TimeSpan.FromMinutes(2), waits.Oldest);
        Assert.Equal([2L, 4L], waits.Stuck.Select(told => told.Value));
        Assert.Equal(9, waits.Waiting.Sum(told => told.Value));
    }
}
