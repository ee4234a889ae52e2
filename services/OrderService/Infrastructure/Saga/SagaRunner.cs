using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Saga;

/// <summary>Applies a reply to its order: locks it, decides, and writes the decision, all in the caller's transaction.</summary>
internal sealed class SagaRunner(OrderStore store, SagaContextFactory contexts)
{
    /// <summary>An order that is not known here is left alone.</summary>
    public async Task ApplyAsync(
        NpgsqlTransaction transaction, Guid orderId, Func<Order, SagaContext, Decision> decide, CancellationToken cancellationToken)
    {
        if (await OrderStore.LockAsync(transaction, orderId, owner: null, cancellationToken) is { } order)
            await store.SaveAsync(transaction, decide(order, contexts.Create()), cancellationToken);
    }
}
