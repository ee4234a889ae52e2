using System.Text.Json;
using Ecommerce.OrderService.Idempotency;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Saga;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.OrderService.Fulfilment;

/// <summary>Changes one order once per idempotency key, as its status allows.</summary>
internal sealed class OrderWork(IdempotentWork work, OrderStore store, SagaStep step)
{
    /// <param name="owner">Whose order it must be; null for a caller who may act on anybody's.</param>
    /// <param name="status">What is answered once it is done.</param>
    /// <param name="decide">The decision, or null and why there is none.</param>
    public Task<IResult> RunAsync(
        IdempotentRequest request, Guid orderId, Guid? owner, int status, Func<Order, SagaClock, (Decision? Decision, IResult Refusal)> decide,
        CancellationToken cancellationToken)
        => work.RunAsync(
            request,
            () => Task.FromResult(Prepared.Do((transaction, cancelled) => ChangeAsync(transaction, orderId, owner, status, decide, cancelled))),
            cancellationToken);

    private async Task<IResult> ChangeAsync(
        NpgsqlTransaction transaction, Guid orderId, Guid? owner, int status, Func<Order, SagaClock, (Decision? Decision, IResult Refusal)> decide,
        CancellationToken cancellationToken)
    {
        if (await OrderStore.LockAsync(transaction, orderId, owner, cancellationToken) is not { } order)
            return Problems.NotFound("order");
        var (decision, refusal) = decide(order, step.Clock);
        if (decision is null)
            return refusal;
        await store.SaveAsync(transaction, decision, cancellationToken);
        var history = await OrderStore.HistoryAsync(transaction, orderId, cancellationToken);
        return new StoredAnswer(status, null, JsonSerializer.Serialize(OrderResponse.From(decision.Order, history), OrderJson.Default.OrderResponse));
    }
}
