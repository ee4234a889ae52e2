using Ecommerce.OrderService.Idempotency;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Saga;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.OrderService.Fulfilment;

/// <summary>What is answered once an order has changed.</summary>
internal delegate StoredAnswer OrderAnswer(Order order, IReadOnlyList<StatusChange> history);

/// <summary>Changes one order once per idempotency key, as its status allows.</summary>
internal sealed class OrderWork(IdempotentWork work, OrderStore store, SagaStep step)
{
    /// <param name="owner">Whose order it must be; null for a caller who may act on anybody's.</param>
    public Task<IResult> RunAsync(
        IdempotentRequest request, Guid orderId, Guid? owner, OrderAnswer answer, Decide decide, CancellationToken cancellationToken)
        => work.RunAsync(
            request,
            () => Task.FromResult(Prepared.Do((transaction, cancelled) => ChangeAsync(transaction, orderId, owner, answer, decide, cancelled))),
            cancellationToken);

    private async Task<IResult> ChangeAsync(
        NpgsqlTransaction transaction, Guid orderId, Guid? owner, OrderAnswer answer, Decide decide, CancellationToken cancellationToken)
    {
        if (await OrderStore.LockAsync(transaction, orderId, owner, cancellationToken) is not { } order)
            return Problems.NotFound("order");
        var (decision, refusal) = decide(order, step.Clock);
        if (decision is null)
            return refusal;
        await store.SaveAsync(transaction, decision, cancellationToken);
        return answer(decision.Order, await OrderStore.HistoryAsync(transaction, orderId, cancellationToken));
    }
}
