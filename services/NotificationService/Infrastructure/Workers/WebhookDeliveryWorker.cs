using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.NotificationService.Infrastructure.Telemetry;
using Ecommerce.NotificationService.Infrastructure.Webhooks;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Workers;

/// <summary>Sends due webhook deliveries.</summary>
internal sealed class WebhookDeliveryWorker(
    NpgsqlDataSource database, WebhookDeliveryQueue queue, WebhookSender sender, MessageMetrics metrics, IOptions<WebhookOptions> options,
    TimeProvider timeProvider, ILogger<WebhookDeliveryWorker> logger)
    : QueuePump(database, "webhook_deliveries", options.Value.SweepInterval, options.Value.Concurrency, timeProvider, logger)
{
    protected override async Task DrainAsync(CancellationToken cancellationToken)
    {
        await queue.RecoverAsync(cancellationToken);
        while (!cancellationToken.IsCancellationRequested && await queue.TakeAsync(cancellationToken) is { } delivery)
            await DeliverAsync(delivery);
    }

    // A delivery that was taken is finished even while the service stops.
    private async Task DeliverAsync(TakenWebhookDelivery delivery)
    {
        var (status, reason) = await sender.SendAsync(delivery);
        metrics.RecordWebhook(delivered: reason is null);
        if (reason is null)
            await queue.RecordSuccessAsync(delivery, status!.Value, CancellationToken.None);
        else
            await queue.RecordFailureAsync(delivery, status, reason, CancellationToken.None);
    }
}
