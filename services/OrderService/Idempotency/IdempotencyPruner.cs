using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Idempotency;

/// <summary>Forgets answers that nobody may ask for again.</summary>
internal sealed class IdempotencyPruner(IdempotencyStore store, ILogger<IdempotencyPruner> logger)
    : RecurringWork(TimeSpan.FromHours(1), logger)
{
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        using var untraced = BackgroundWork.Untraced();
        await store.PruneAsync(cancellationToken);
    }
}
