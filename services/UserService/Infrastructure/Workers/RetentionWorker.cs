using Ecommerce.Background;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Infrastructure.Workers;

/// <summary>Deletes expired rows; any replica may do it at any time.</summary>
internal sealed partial class RetentionWorker(
    ExpiredRows rows, IOptions<RetentionOptions> options, TimeProvider timeProvider, ILogger<RetentionWorker> logger)
    : RecurringWorker(options.Value.PruneInterval, timeProvider, logger)
{
    protected override bool RunsAtStart => false;

    protected override async Task RunAsync(CancellationToken stoppingToken)
        => LogDeleted(await rows.DeleteAsync(stoppingToken));

    [LoggerMessage(LogLevel.Debug, "Deleted {Rows} expired rows")]
    private partial void LogDeleted(int rows);
}
