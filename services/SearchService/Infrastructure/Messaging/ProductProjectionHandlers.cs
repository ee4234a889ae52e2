using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.SearchService.Infrastructure.Postgres;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Messaging;

/// <summary>Applies events of other services to the product projection.</summary>
internal sealed class ProductProjectionHandlers
    : IEventHandler<ProductChanged>, IEventHandler<ProductDeleted>, IEventHandler<StockChanged>, IEventHandler<RatingChanged>,
        IEventHandler<OrderConfirmed>, IEventHandler<OrderCancelled>
{
    public Task HandleAsync(
        ProductChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => ProductProjection.UpsertAsync(transaction, [message], cancellationToken);

    public Task HandleAsync(
        ProductDeleted message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => ProductProjection.DeleteAsync(transaction, message, cancellationToken);

    public Task HandleAsync(StockChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => ProductProjection.UpdateStockAsync(transaction, message, cancellationToken);

    public Task HandleAsync(RatingChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => ProductProjection.UpdateRatingAsync(transaction, message, cancellationToken);

    public Task HandleAsync(
        OrderConfirmed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SalesProjection.ConfirmAsync(transaction, message, cancellationToken);

    public Task HandleAsync(
        OrderCancelled message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SalesProjection.CancelAsync(transaction, message, cancellationToken);
}
