using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.ReviewService.Infrastructure.Mongo;

namespace Ecommerce.ReviewService.Infrastructure.Messaging;

/// <summary>Handles events of other services once each: the inbox entry and the changes are one transaction.</summary>
internal sealed class MongoEventHandlers(IReviewStore store, DeliveryProjection deliveries, UserErasure erasure)
    : IIdempotentEventHandler<ProductChanged>, IIdempotentEventHandler<ProductDeleted>, IIdempotentEventHandler<OrderDelivered>,
        IIdempotentEventHandler<UserErased>
{
    public const string Consumer = "review-service";

    public Task HandleAsync(ProductChanged message, EventContext context, CancellationToken cancellationToken)
        => OnceAsync(
            context, (transaction, token) => transaction.SaveProductAsync(message.ProductId, message.Version, message.Published, token),
            cancellationToken);

    public Task HandleAsync(ProductDeleted message, EventContext context, CancellationToken cancellationToken)
        => OnceAsync(
            context, (transaction, token) => transaction.SaveProductAsync(message.ProductId, message.Version, published: false, token),
            cancellationToken);

    public Task HandleAsync(OrderDelivered message, EventContext context, CancellationToken cancellationToken)
        => OnceAsync(context, (transaction, token) => deliveries.AddAsync(transaction, message, token), cancellationToken);

    public Task HandleAsync(UserErased message, EventContext context, CancellationToken cancellationToken)
        => OnceAsync(context, (transaction, token) => erasure.EraseAsync(transaction, message.UserId, token), cancellationToken);

    private Task<bool> OnceAsync(
        EventContext context, Func<IReviewTransaction, CancellationToken, Task> work, CancellationToken cancellationToken)
        => store.InTransactionAsync(
            async (transaction, token) =>
            {
                if (!await ((MongoReviewTransaction)transaction).TryAddToInboxAsync(Consumer, context.EventId, token))
                    return false;

                await work(transaction, token);
                await transaction.CommitAsync(token);
                return true;
            },
            cancellationToken);
}
