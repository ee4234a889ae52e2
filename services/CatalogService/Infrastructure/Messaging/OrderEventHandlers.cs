using Ecommerce.CatalogService.Infrastructure.Postgres;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.CatalogService.Infrastructure.Messaging;

/// <summary>Handles the events of orders on PostgreSQL, in the transaction of the event.</summary>
internal sealed class OrderEventHandlers(OrderStock orders, Outbox outbox) :
    IEventHandler<OrderPlaced>, IEventHandler<OrderConfirmed>, IEventHandler<ReturnReceived>, IEventHandler<OrderCancelled>
{
    public Task HandleAsync(OrderPlaced message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => RunAsync(
            transaction, catalog => orders.ReserveAsync(catalog, message.OrderId, message.Lines, cancellationToken), cancellationToken);

    public Task HandleAsync(
        OrderConfirmed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => RunAsync(
            transaction, catalog => orders.ConfirmAsync(catalog, message.OrderId, message.Lines, cancellationToken), cancellationToken);

    public Task HandleAsync(
        ReturnReceived message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => RunAsync(
            transaction, catalog => orders.ReturnAsync(catalog, message.OrderId, message.ReturnId, message.Lines, cancellationToken),
            cancellationToken);

    public Task HandleAsync(
        OrderCancelled message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => RunAsync(transaction, catalog => orders.CancelAsync(catalog, message.OrderId, cancellationToken), cancellationToken);

    /// <summary>The dispatcher commits the transaction; all writes must be flushed to it before.</summary>
    private async Task RunAsync(NpgsqlTransaction transaction, Func<ICatalogTransaction, Task> work, CancellationToken cancellationToken)
    {
        var catalog = new PostgresCatalogTransaction(transaction, outbox);
        await work(catalog);
        await catalog.FlushAsync(cancellationToken);
    }
}
