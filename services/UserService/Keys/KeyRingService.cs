using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.UserService.Keys;

/// <summary>Has a key ready before the first request, and keeps up with rotation.</summary>
internal sealed partial class KeyRingService(
    KeyRing ring, IMeterFactory meters, IOptions<RotationOptions> options, TimeProvider clock, ILogger<KeyRingService> logger) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ring.RefreshAsync(cancellationToken);
        meters.Create("Ecommerce.Users").CreateObservableGauge(
            "ecommerce.signing_key.age", () => (clock.GetUtcNow() - ring.Signing.Term.SignsFrom).TotalSeconds, "s", "For how long the signing key has signed.");
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ring.RefreshAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The signing keys could not be read again; the known ones stay in use")]
    private partial void LogFailed(Exception exception);
}
