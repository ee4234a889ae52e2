using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Messaging;

/// <summary>Updates the projection of SKUs and notifies users who wait for one.</summary>
internal sealed class CatalogHandlers(StockAlertNotifier notifier) : IEventHandler<ProductChanged>, IEventHandler<ProductDeleted>,
IEventHandler<StockChanged>
{
    public async Task HandleAsync(
        ProductChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await SkuProjection.SaveAsync(transaction, message, cancellationToken);
        await notifier.NotifyAsync(
            transaction, [.. message.Variants.Select(variant => variant.Sku)], context.OccurredAt, cancellationToken);
    }

    public Task HandleAsync(
        ProductDeleted message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SkuProjection.WithdrawAsync(transaction, message.ProductId, message.Version, keep: [], cancellationToken);

    public async Task HandleAsync(
        StockChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await SkuProjection.SaveAsync(transaction, message, cancellationToken);
        await notifier.NotifyAsync(transaction, [.. message.Skus.Select(stock => stock.Sku)], context.OccurredAt, cancellationToken);
    }
}
