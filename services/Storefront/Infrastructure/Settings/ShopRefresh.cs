using Ecommerce.Background;

namespace Ecommerce.Storefront.Infrastructure.Settings;

/// <summary>Asks every few seconds what the owner has set. While nobody answers, what is known stays.</summary>
internal sealed class ShopRefresh(ShopSettingsClient client, CurrentShop shop, TimeProvider timeProvider, ILogger<ShopRefresh> logger)
    : RecurringWorker(TimeSpan.FromSeconds(5), timeProvider, logger)
{
    // What the owner changes is shown soon after an outage, too.
    protected override ExponentialBackoff Backoff => ExponentialBackoff.Default with { Max = Interval };

    protected override async Task RunAsync(CancellationToken stoppingToken) => shop.Take(await client.ReadAsync(stoppingToken));
}
