using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.OrderService.Infrastructure.Saga;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Messaging;

/// <summary>Replies of payments.</summary>
internal sealed class PaymentReplyHandlers(SagaRunner runner) :
    IEventHandler<PaymentCaptured>,
    IEventHandler<PaymentFailed>,
    IEventHandler<PaymentRefunded>
{
    public Task HandleAsync(
        PaymentCaptured message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => runner.ApplyAsync(transaction, message.OrderId, (order, saga) => OrderSaga.On(order, message, saga), cancellationToken);

    public Task HandleAsync(
        PaymentFailed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => runner.ApplyAsync(transaction, message.OrderId, (order, saga) => OrderSaga.On(order, message, saga), cancellationToken);

    public Task HandleAsync(
        PaymentRefunded message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => runner.ApplyAsync(transaction, message.OrderId, (order, saga) => OrderSaga.On(order, message, saga), cancellationToken);
}
