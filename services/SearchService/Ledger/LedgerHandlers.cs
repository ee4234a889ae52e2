using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.SearchService.Ledger;

/// <summary>Writes down what other services tell.</summary>
internal sealed class LedgerHandlers
    : IEventHandler<ProductChanged>, IEventHandler<ProductDeleted>, IEventHandler<StockChanged>, IEventHandler<RatingChanged>,
        IEventHandler<OrderConfirmed>, IEventHandler<OrderCancelled>
{
    public Task HandleAsync(ProductChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => ProductLedger.ChangeAsync(transaction, [message], cancellationToken);

    public Task HandleAsync(ProductDeleted message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => ProductLedger.DeleteAsync(transaction, message, cancellationToken);

    public Task HandleAsync(StockChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => ProductLedger.StockAsync(transaction, message, cancellationToken);

    public Task HandleAsync(RatingChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => ProductLedger.RateAsync(transaction, message, cancellationToken);

    public Task HandleAsync(OrderConfirmed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => Sales.ConfirmAsync(transaction, message, cancellationToken);

    public Task HandleAsync(OrderCancelled message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => Sales.CancelAsync(transaction, message, cancellationToken);
}
