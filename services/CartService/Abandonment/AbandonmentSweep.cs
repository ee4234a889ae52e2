using Ecommerce.CartService.Redis;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Ecommerce.CartService.Abandonment;

/// <summary>Looks for abandoned carts time and again, on every replica.</summary>
internal sealed partial class AbandonmentSweep(
    AbandonedCarts carts, IOptions<AbandonmentOptions> options, TimeProvider time, ILogger<AbandonmentSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await carts.FindAsync(options.Value.AbandonedAfter, stoppingToken);
                await carts.PublishAsync(stoppingToken);
            }
            catch (RedisUnavailableException away)
            {
                LogAway(logger, away.Message);
            }

            await Task.Delay(options.Value.SweepInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Abandoned carts cannot be looked for while Redis is away: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
