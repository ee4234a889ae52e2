using Ecommerce.Background;

namespace Ecommerce.OrderService.Infrastructure.Settings;

/// <summary>Lets every replica know within seconds what was saved on another one.</summary>
internal sealed class SettingsRefresh(SettingsInForce settings, TimeProvider timeProvider, ILogger<SettingsRefresh> logger)
    : RecurringWorker(TimeSpan.FromSeconds(2), timeProvider, logger)
{
    // StartAsync has read them: nothing is sold at prices that count no more.
    protected override bool RunsAtStart => false;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await settings.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task RunAsync(CancellationToken stoppingToken) => settings.RefreshAsync(stoppingToken);
}
