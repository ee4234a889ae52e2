using Ecommerce.CatalogService.Infrastructure.Mongo;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.Contracts;
using Ecommerce.Messaging;

namespace Ecommerce.CatalogService.Infrastructure.Messaging;

/// <summary>Handles the events of orders on MongoDB: the inbox, the stock and the reply are one transaction.</summary>
internal sealed class MongoOrderEventHandlers(IProductStore store, OrderStock orders) :
    IIdempotentEventHandler<OrderPlaced>, IIdempotentEventHandler<OrderConfirmed>, IIdempotentEventHandler<OrderCancelled>,
    IIdempotentEventHandler<ReturnReceived>
{
    public const string Consumer = "catalog-service";

    public Task HandleAsync(OrderPlaced message, EventContext context, CancellationToken cancellationToken)
        => OnceAsync(
            context, (transaction, token) => orders.ReserveAsync(transaction, message.OrderId, message.Lines, token), cancellationToken);

    public Task HandleAsync(OrderConfirmed message, EventContext context, CancellationToken cancellationToken)
        => OnceAsync(
            context, (transaction, token) => orders.ConfirmAsync(transaction, message.OrderId, message.Lines, token), cancellationToken);

    public Task HandleAsync(OrderCancelled message, EventContext context, CancellationToken cancellationToken)
        => OnceAsync(context, (transaction, token) => orders.CancelAsync(transaction, message.OrderId, token), cancellationToken);

    public Task HandleAsync(ReturnReceived message, EventContext context, CancellationToken cancellationToken)
        => OnceAsync(
            context, (transaction, token) => orders.ReturnAsync(transaction, message.OrderId, message.ReturnId, message.Lines, token),
            cancellationToken);

    private Task<bool> OnceAsync(
        EventContext context, Func<ICatalogTransaction, CancellationToken, Task> work, CancellationToken cancellationToken)
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
