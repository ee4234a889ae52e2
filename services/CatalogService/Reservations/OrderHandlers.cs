using Ecommerce.CatalogService.Storage.Postgres;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.CatalogService.Reservations;

internal sealed class OrderPlacedHandler(OrderStock orders, Outbox outbox) : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => orders.PlaceAsync(new PostgresCatalogTransaction(transaction, outbox), message.OrderId, message.Lines, cancellationToken);
}

internal sealed class OrderConfirmedHandler(OrderStock orders, Outbox outbox) : IEventHandler<OrderConfirmed>
{
    public Task HandleAsync(OrderConfirmed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => orders.ConfirmAsync(new PostgresCatalogTransaction(transaction, outbox), message.OrderId, message.Lines, cancellationToken);
}

internal sealed class ReturnReceivedHandler(OrderStock orders, Outbox outbox) : IEventHandler<ReturnReceived>
{
    public Task HandleAsync(ReturnReceived message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => orders.ReturnAsync(
            new PostgresCatalogTransaction(transaction, outbox), message.OrderId, message.ReturnId, message.Lines, cancellationToken);
}

internal sealed class OrderCancelledHandler(OrderStock orders, Outbox outbox) : IEventHandler<OrderCancelled>
{
    public Task HandleAsync(OrderCancelled message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => orders.CancelAsync(new PostgresCatalogTransaction(transaction, outbox), message.OrderId, cancellationToken);
}
