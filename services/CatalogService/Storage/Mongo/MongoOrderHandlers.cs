using Ecommerce.CatalogService.Reservations;
using Ecommerce.Contracts;
using Ecommerce.Messaging;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>Answers the events of orders, each once: the inbox, the stock and the answer are one transaction.</summary>
internal sealed class MongoOrderHandlers(IProductStore store, OrderStock orders)
    : IIdempotentEventHandler<OrderPlaced>, IIdempotentEventHandler<OrderConfirmed>, IIdempotentEventHandler<OrderCancelled>, IIdempotentEventHandler<ReturnReceived>
{
    public const string Consumer = "catalog-service";

    public Task HandleAsync(OrderPlaced message, EventContext context, CancellationToken cancellationToken)
        => OnceAsync(context, (transaction, token) => orders.PlaceAsync(transaction, message.OrderId, message.Lines, token), cancellationToken);

    public Task HandleAsync(OrderConfirmed message, EventContext context, CancellationToken cancellationToken)
        => OnceAsync(context, (transaction, token) => orders.ConfirmAsync(transaction, message.OrderId, message.Lines, token), cancellationToken);

    public Task HandleAsync(OrderCancelled message, EventContext context, CancellationToken cancellationToken)
        => OnceAsync(context, (transaction, token) => orders.CancelAsync(transaction, message.OrderId, token), cancellationToken);

    public Task HandleAsync(ReturnReceived message, EventContext context, CancellationToken cancellationToken)
        => OnceAsync(context, (transaction, token) => orders.ReturnAsync(transaction, message.OrderId, message.ReturnId, message.Lines, token), cancellationToken);

    private Task<bool> OnceAsync(EventContext context, Func<ICatalogTransaction, CancellationToken, Task> work, CancellationToken cancellationToken)
        => store.InTransactionAsync(
            async (transaction, token) =>
            {
                if (!await ((MongoCatalogTransaction)transaction).TryAddToInboxAsync(Consumer, context.EventId, token))
                    return false;

                await work(transaction, token);
                await transaction.CommitAsync(token);
                return true;
            },
            cancellationToken);
}
