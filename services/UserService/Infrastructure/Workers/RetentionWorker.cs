using Ecommerce.Background;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Infrastructure.Workers;

/// <summary>Deletes expired rows and erases expired guests; any replica may do it at any time.</summary>
internal sealed partial class RetentionWorker(
    ExpiredRows rows, ExpiredGuests guests, IOptions<RetentionOptions> options, TimeProvider timeProvider, ILogger<RetentionWorker> logger)
    : RecurringWorker(options.Value.PruneInterval, timeProvider, logger)
{
    protected override bool RunsAtStart => false;

    protected override async Task RunAsync(CancellationToken stoppingToken)
        => LogDeleted(await rows.DeleteAsync(stoppingToken), await guests.EraseAsync(stoppingToken));

    [LoggerMessage(LogLevel.Debug, "Deleted {Rows} expired rows, erased {Guests} expired guests")]
    private partial void LogDeleted(int rows, int guests);
}
