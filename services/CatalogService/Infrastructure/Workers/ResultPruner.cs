using Ecommerce.Background;
using Ecommerce.CatalogService.Infrastructure.Storage;

namespace Ecommerce.CatalogService.Infrastructure.Workers;

/// <summary>Forgets results by idempotency key that nobody asks for again.</summary>
internal sealed class ResultPruner(IProductStore store, TimeProvider timeProvider, ILogger<ResultPruner> logger)
    : RecurringWorker(TimeSpan.FromHours(1), timeProvider, logger)
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    protected override bool RunsAtStart => false;

    protected override Task RunAsync(CancellationToken stoppingToken)
        => store.ForgetResultsAsync(TimeProvider.GetUtcNow() - Retention, stoppingToken);
}
