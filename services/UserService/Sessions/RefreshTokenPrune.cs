namespace Ecommerce.UserService.Sessions;

/// <summary>Keeps the table of refresh tokens from growing for ever; any replica may do it at any time.</summary>
internal sealed class RefreshTokenPrune(RefreshTokenStore tokens, TimeProvider clock, ILogger<RefreshTokenPrune> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                logger.Pruned(await tokens.PruneAsync(stoppingToken));
            }
            catch (Npgsql.NpgsqlException exception)
            {
                logger.PruneFailed(exception);
            }
        }
    }
}
