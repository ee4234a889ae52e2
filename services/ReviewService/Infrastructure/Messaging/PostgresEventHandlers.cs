using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.ReviewService.Infrastructure.Postgres;
using Npgsql;

namespace Ecommerce.ReviewService.Infrastructure.Messaging;

/// <summary>Handles events of other services in the transaction that adds them to the inbox.</summary>
internal sealed class PostgresEventHandlers(DeliveryProjection deliveries, UserErasure erasure, Outbox outbox)
    : IEventHandler<ProductChanged>, IEventHandler<ProductDeleted>, IEventHandler<OrderDelivered>, IEventHandler<UserErased>
{
    public Task HandleAsync(
        ProductChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => In(transaction).SaveProductAsync(message.ProductId, message.Version, message.Published, cancellationToken);

    public Task HandleAsync(
        ProductDeleted message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => In(transaction).SaveProductAsync(message.ProductId, message.Version, published: false, cancellationToken);

    public Task HandleAsync(
        OrderDelivered message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => deliveries.AddAsync(In(transaction), message, cancellationToken);

    public Task HandleAsync(UserErased message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => erasure.EraseAsync(In(transaction), message.UserId, cancellationToken);

    // The consumer commits and disposes the transaction.
    private PostgresReviewTransaction In(NpgsqlTransaction transaction) => new(transaction, outbox);
}
