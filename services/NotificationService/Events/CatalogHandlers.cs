using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.NotificationService.StockAlerts;
using Npgsql;

namespace Ecommerce.NotificationService.Events;

/// <summary>Keeps what is known of SKUs, and tells those who wait for one.</summary>
internal sealed class CatalogHandlers(AlertBell bell) : IEventHandler<ProductChanged>, IEventHandler<ProductDeleted>, IEventHandler<StockChanged>
{
    public async Task HandleAsync(ProductChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await KnownSkus.SaveAsync(transaction, message, cancellationToken);
        await bell.RingAsync(transaction, [.. message.Variants.Select(variant => variant.Sku)], context.OccurredAt, cancellationToken);
    }

    public Task HandleAsync(ProductDeleted message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => KnownSkus.WithdrawAsync(transaction, message.ProductId, message.Version, keep: [], cancellationToken);

    public async Task HandleAsync(StockChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await KnownSkus.SaveAsync(transaction, message, cancellationToken);
        await bell.RingAsync(transaction, [.. message.Skus.Select(stock => stock.Sku)], context.OccurredAt, cancellationToken);
    }
}
