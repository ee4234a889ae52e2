using Ecommerce.Background;
using Ecommerce.OrderService.Infrastructure.Idempotency;

namespace Ecommerce.OrderService.Infrastructure.Workers;

/// <summary>Deletes stored responses that are older than their retention.</summary>
internal sealed class IdempotencyPruner(IdempotencyStore store, TimeProvider timeProvider, ILogger<IdempotencyPruner> logger)
    : RecurringWorker(TimeSpan.FromHours(1), timeProvider, logger)
{
    protected override bool RunsAtStart => false;

    protected override Task RunAsync(CancellationToken stoppingToken) => store.PruneAsync(stoppingToken);
}
