using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.PaymentService.Payments;

/// <summary>What orders ask of payments. Nothing here calls the provider: a call that is due is made outside of any transaction.</summary>
internal sealed class PaymentHandlers(PaymentStore store, TimeProvider time) :
    IEventHandler<PaymentRequested>, IEventHandler<OrderCancelled>, IEventHandler<RefundRequested>
{
    public Task HandleAsync(PaymentRequested message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => DecideAsync(transaction, message.OrderId, known => PaymentRules.Request(known, message, time.GetUtcNow()), cancellationToken);

    public Task HandleAsync(OrderCancelled message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => DecideAsync(transaction, message.OrderId, known => PaymentRules.Cancel(known, message, time.GetUtcNow()), cancellationToken);

    public Task HandleAsync(RefundRequested message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => DecideAsync(transaction, message.OrderId, known => PaymentRules.Refund(known, message, time.GetUtcNow()), cancellationToken);

    private async Task DecideAsync(
        NpgsqlTransaction transaction, Guid orderId, Func<Payment?, PaymentDecision> decide, CancellationToken cancellationToken)
        => await store.SaveAsync(transaction, decide(await PaymentStore.LockAsync(transaction, orderId, cancellationToken)), cancellationToken);
}
