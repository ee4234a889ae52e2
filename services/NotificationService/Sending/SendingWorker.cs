using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Sending;

/// <summary>Sees to it that due messages are sent: at once when a transaction that adds one commits, and in any case at each sweep.</summary>
internal sealed class SendingWorker(
    NpgsqlDataSource database, MessageQueue queue, MessageSender sender, IOptions<DeliveryOptions> options, TimeProvider time,
    ILogger<SendingWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => new DueWork(database, "messages", options.Value.SweepInterval, options.Value.Concurrency, time, logger).RunAsync(
            async token =>
            {
                await queue.TidyAsync(token);
                await sender.SendDueAsync(token);
            },
            stoppingToken);
}
