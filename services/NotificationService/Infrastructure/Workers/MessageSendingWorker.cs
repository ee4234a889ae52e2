using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Workers;

/// <summary>Sends due messages: as soon as a transaction that adds one commits, and at each sweep.</summary>
internal sealed class MessageSendingWorker(
    NpgsqlDataSource database, MessageQueue queue, MessageSender sender, IOptions<DeliveryOptions> options, TimeProvider timeProvider,
    ILogger<MessageSendingWorker> logger)
    : QueuePump(database, "messages", options.Value.SweepInterval, options.Value.Concurrency, timeProvider, logger)
{
    protected override async Task DrainAsync(CancellationToken cancellationToken)
    {
        await queue.RecoverAsync(cancellationToken);
        await queue.ExpireAsync(cancellationToken);
        await sender.SendDueAsync(cancellationToken);
    }
}
