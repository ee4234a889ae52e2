using System.Diagnostics.Metrics;
using Ecommerce.Background;
using Ecommerce.UserService.Infrastructure.Keys;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Infrastructure.Workers;

/// <summary>Loads the signing keys before the first request and rotates them. While reading fails, the known keys stay in use.</summary>
internal sealed class KeyRingWorker(
    KeyRing ring, IMeterFactory meters, IOptions<RotationOptions> options, TimeProvider timeProvider, ILogger<KeyRingWorker> logger)
    : RecurringWorker(options.Value.Interval, timeProvider, logger)
{
    // StartAsync has loaded the keys.
    protected override bool RunsAtStart => false;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ring.RefreshAsync(cancellationToken);
        meters.Create("Ecommerce.Users").CreateObservableGauge(
            "ecommerce.signing_key.age", SecondsOfSigning, "s", "For how long the signing key has signed.");
        await base.StartAsync(cancellationToken);
    }

    protected override Task RunAsync(CancellationToken stoppingToken) => ring.RefreshAsync(stoppingToken);

    private double SecondsOfSigning() => (TimeProvider.GetUtcNow() - ring.Signing.Term.SignsFrom).TotalSeconds;
}
