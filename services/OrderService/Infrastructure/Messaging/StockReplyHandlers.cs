using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.OrderService.Infrastructure.Saga;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Messaging;

/// <summary>Replies of the catalogue.</summary>
internal sealed class StockReplyHandlers(SagaRunner runner) :
    IEventHandler<StockReserved>,
    IEventHandler<StockReservationFailed>,
    IEventHandler<StockCommitted>,
    IEventHandler<StockCommitFailed>,
    IEventHandler<StockReleased>,
    IEventHandler<StockReturned>
{
    public Task HandleAsync(
        StockReserved message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => runner.ApplyAsync(transaction, message.OrderId, (order, saga) => OrderSaga.On(order, message, saga), cancellationToken);

    public Task HandleAsync(
        StockReservationFailed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => runner.ApplyAsync(transaction, message.OrderId, (order, saga) => OrderSaga.On(order, message, saga), cancellationToken);

    public Task HandleAsync(
        StockCommitted message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => runner.ApplyAsync(transaction, message.OrderId, (order, saga) => OrderSaga.On(order, message, saga), cancellationToken);

    public Task HandleAsync(
        StockCommitFailed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => runner.ApplyAsync(transaction, message.OrderId, (order, saga) => OrderSaga.On(order, message, saga), cancellationToken);

    public Task HandleAsync(
        StockReleased message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => runner.ApplyAsync(transaction, message.OrderId, (order, saga) => OrderSaga.On(order, message, saga), cancellationToken);

    public Task HandleAsync(
        StockReturned message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => runner.ApplyAsync(transaction, message.OrderId, (order, saga) => OrderSaga.On(order, message, saga), cancellationToken);
}
