using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.AnalyticsService.Visits;

/// <summary>Sees to it that no salt outlives its day by much.</summary>
internal sealed partial class SaltSweep(DailySalt salt, TimeProvider time, ILogger<SaltSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await salt.ForgetAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                LogFailed(failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Yesterday's salt is not deleted yet: {Reason}")]
    private partial void LogFailed(string reason);
}
