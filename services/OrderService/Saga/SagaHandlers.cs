using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.OrderService.Saga;

/// <summary>The catalogue's answers.</summary>
internal sealed class StockAnswers(SagaStep step) :
    IEventHandler<StockReserved>, IEventHandler<StockReservationFailed>, IEventHandler<StockCommitted>, IEventHandler<StockCommitFailed>, IEventHandler<StockReleased>,
    IEventHandler<StockReturned>
{
    public Task HandleAsync(StockReserved message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => step.TakeAsync(transaction, message.OrderId, (order, clock) => OrderSaga.On(order, message, clock), cancellationToken);

    public Task HandleAsync(StockReservationFailed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => step.TakeAsync(transaction, message.OrderId, (order, clock) => OrderSaga.On(order, message, clock), cancellationToken);

    public Task HandleAsync(StockCommitted message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => step.TakeAsync(transaction, message.OrderId, (order, clock) => OrderSaga.On(order, message, clock), cancellationToken);

    public Task HandleAsync(StockCommitFailed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => step.TakeAsync(transaction, message.OrderId, (order, clock) => OrderSaga.On(order, message, clock), cancellationToken);

    public Task HandleAsync(StockReleased message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => step.TakeAsync(transaction, message.OrderId, (order, clock) => OrderSaga.On(order, message, clock), cancellationToken);

    public Task HandleAsync(StockReturned message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => step.TakeAsync(transaction, message.OrderId, (order, clock) => OrderSaga.On(order, message, clock), cancellationToken);
}

/// <summary>The answers of payments.</summary>
internal sealed class PaymentAnswers(SagaStep step) :
    IEventHandler<PaymentCaptured>, IEventHandler<PaymentFailed>, IEventHandler<PaymentRefunded>
{
    public Task HandleAsync(PaymentCaptured message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => step.TakeAsync(transaction, message.OrderId, (order, clock) => OrderSaga.On(order, message, clock), cancellationToken);

    public Task HandleAsync(PaymentFailed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => step.TakeAsync(transaction, message.OrderId, (order, clock) => OrderSaga.On(order, message, clock), cancellationToken);

    public Task HandleAsync(PaymentRefunded message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => step.TakeAsync(transaction, message.OrderId, (order, clock) => OrderSaga.On(order, message, clock), cancellationToken);
}
