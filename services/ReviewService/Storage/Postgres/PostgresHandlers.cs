using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.ReviewService.Projections;
using Npgsql;

namespace Ecommerce.ReviewService.Storage.Postgres;

/// <summary>What others' events mean for reviews, in the transaction that records them as handled.</summary>
internal sealed class PostgresHandlers(Deliveries deliveries, Erasure erasure, Outbox outbox)
    : IEventHandler<ProductChanged>, IEventHandler<ProductDeleted>, IEventHandler<OrderDelivered>, IEventHandler<UserErased>
{
    public Task HandleAsync(ProductChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => In(transaction).SaveProductAsync(message.ProductId, message.Version, message.Published, cancellationToken);

    public Task HandleAsync(ProductDeleted message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => In(transaction).SaveProductAsync(message.ProductId, message.Version, shown: false, cancellationToken);

    public Task HandleAsync(OrderDelivered message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => deliveries.AddAsync(In(transaction), message, cancellationToken);

    public Task HandleAsync(UserErased message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => erasure.EraseAsync(In(transaction), message.UserId, cancellationToken);

    // Committed and disposed by whoever began it.
    private PostgresReviewTransaction In(NpgsqlTransaction transaction) => new(transaction, outbox);
}
