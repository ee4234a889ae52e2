using Ecommerce.Background;
using Ecommerce.CartService.Infrastructure.Messaging;
using Microsoft.Extensions.Options;

namespace Ecommerce.CartService.Infrastructure.Workers;

/// <summary>Publishes events about abandoned carts, on every replica.</summary>
internal sealed class AbandonmentWorker(
    AbandonedCartPublisher publisher, IOptions<AbandonmentOptions> options, TimeProvider timeProvider, ILogger<AbandonmentWorker> logger)
    : RecurringWorker(options.Value.SweepInterval, timeProvider, logger)
{
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await publisher.FindAsync(options.Value.AbandonedAfter, stoppingToken);
        await publisher.PublishAsync(stoppingToken);
    }
}
