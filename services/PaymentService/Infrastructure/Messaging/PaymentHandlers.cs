using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Messaging;

/// <summary>Handles events of orders. The provider is not called here: due calls are made outside of any transaction.</summary>
internal sealed class PaymentHandlers(PaymentStore store, TimeProvider timeProvider) :
    IEventHandler<PaymentRequested>, IEventHandler<OrderCancelled>, IEventHandler<RefundRequested>
{
    public Task HandleAsync(
        PaymentRequested message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => DecideAsync(
            transaction, message.OrderId, payment => PaymentRules.Request(payment, message, timeProvider.GetUtcNow()), cancellationToken);

    public Task HandleAsync(
        OrderCancelled message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => DecideAsync(
            transaction, message.OrderId, payment => PaymentRules.Cancel(payment, message, timeProvider.GetUtcNow()), cancellationToken);

    public Task HandleAsync(
        RefundRequested message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => DecideAsync(
            transaction, message.OrderId, payment => PaymentRules.Refund(payment, message, timeProvider.GetUtcNow()), cancellationToken);

    private async Task DecideAsync(
        NpgsqlTransaction transaction, Guid orderId, Func<Payment?, PaymentDecision> decide, CancellationToken cancellationToken)
    {
        var payment = await PaymentStore.LockAsync(transaction, orderId, cancellationToken);
        await store.SaveAsync(transaction, decide(payment), cancellationToken);
    }
}
