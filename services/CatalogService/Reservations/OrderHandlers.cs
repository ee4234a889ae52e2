using Ecommerce.CatalogService.Storage;
using Ecommerce.CatalogService.Storage.Postgres;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.CatalogService.Reservations;

/// <summary>What orders ask of the stock, in the transaction of the event.</summary>
internal sealed class OrderHandlers(OrderStock orders, Outbox outbox) :
    IEventHandler<OrderPlaced>, IEventHandler<OrderConfirmed>, IEventHandler<ReturnReceived>, IEventHandler<OrderCancelled>
{
    public Task HandleAsync(OrderPlaced message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => RunAsync(transaction, catalog => orders.PlaceAsync(catalog, message.OrderId, message.Lines, cancellationToken), cancellationToken);

    public Task HandleAsync(OrderConfirmed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => RunAsync(transaction, catalog => orders.ConfirmAsync(catalog, message.OrderId, message.Lines, cancellationToken), cancellationToken);

    public Task HandleAsync(ReturnReceived message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => RunAsync(transaction, catalog => orders.ReturnAsync(catalog, message.OrderId, message.ReturnId, message.Lines, cancellationToken), cancellationToken);

    public Task HandleAsync(OrderCancelled message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => RunAsync(transaction, catalog => orders.CancelAsync(catalog, message.OrderId, cancellationToken), cancellationToken);

    /// <summary>The transaction is the dispatcher's to commit; what the work has written must be in it by then.</summary>
    private async Task RunAsync(NpgsqlTransaction transaction, Func<ICatalogTransaction, Task> work, CancellationToken cancellationToken)
    {
        var catalog = new PostgresCatalogTransaction(transaction, outbox);
        await work(catalog);
        await catalog.FlushAsync(cancellationToken);
    }
}
