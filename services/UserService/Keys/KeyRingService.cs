using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.UserService.Keys;

/// <summary>Has a key ready before the first request, and learns of keys that other replicas add.</summary>
internal sealed class KeyRingService(
    KeyRing ring, SigningKeyStore store, TimeProvider clock, ILogger<KeyRingService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.EnsureOneAsync(cancellationToken);
        await ring.ReloadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ring.ReloadAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                logger.ReloadFailed(exception);
            }
        }
    }
}

internal static partial class KeyRingLog
{
    [LoggerMessage(LogLevel.Warning, "The signing keys could not be read again; the known ones stay in use")]
    public static partial void ReloadFailed(this ILogger logger, Exception exception);
}
