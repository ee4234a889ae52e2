using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.Background;

namespace Ecommerce.AnalyticsService.Infrastructure.Workers;

/// <summary>Deletes the salts of past days, also when there are no visitors.</summary>
internal sealed class SaltPruner(DailySalt salt, TimeProvider timeProvider, ILogger<SaltPruner> logger)
    : RecurringWorker(TimeSpan.FromMinutes(5), timeProvider, logger)
{
    protected override Task RunAsync(CancellationToken stoppingToken) => salt.DeleteOldAsync(stoppingToken);
}
