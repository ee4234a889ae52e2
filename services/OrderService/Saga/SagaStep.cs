using Ecommerce.OrderService.Orders;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.OrderService.Saga;

/// <summary>Locks an order, decides, writes the decision: all through the caller's transaction.</summary>
internal sealed class SagaStep(OrderStore store, TimeProvider time, IOptions<SagaOptions> options)
{
    public SagaClock Clock => new(Now(), options.Value);

    /// <summary>An order that is not known here is not ours to move: nothing happens.</summary>
    public async Task TakeAsync(
        NpgsqlTransaction transaction, Guid orderId, Func<Order, SagaClock, Decision> decide, CancellationToken cancellationToken)
    {
        if (await OrderStore.LockAsync(transaction, orderId, owner: null, cancellationToken) is { } order)
            await store.SaveAsync(transaction, decide(order, Clock), cancellationToken);
    }

    /// <summary>As PostgreSQL keeps it: microseconds, so that what is answered at once equals what is read later.</summary>
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
