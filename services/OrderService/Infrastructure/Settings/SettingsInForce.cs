using System.Text.Json;
using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.OrderService.Domain.Settings;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Microsoft.Extensions.Options;

namespace Ecommerce.OrderService.Infrastructure.Settings;

/// <summary>
/// What the shop's owner has set, else the configuration, as this replica knows it: read once at the start, then again and again
/// (<see cref="SettingsRefresh"/>), so that no request waits for it.
/// </summary>
internal sealed class SettingsInForce(
    SettingsStore store, IOptions<PricingOptions> pricing, IOptions<ReturnOptions> returns) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile SettingsSnapshot? known;

    public SettingsSnapshot Known => known ?? throw new InvalidOperationException("The settings are read at the start.");

    public PricingOptions Pricing => Known.Pricing;

    /// <summary>How many days after its delivery an order can be sent back.</summary>
    public int ReturnDays => Known.Shop.Settings.ReturnDays;

    /// <summary>Reads what any replica has saved until now.</summary>
    public async Task<SettingsSnapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        // One after the other: what was read last is the newest.
        await reading.WaitAsync(cancellationToken);
        try
        {
            var before = known ?? Configured();
            var changed = await store.ListChangedAsync(before.Versions, cancellationToken);
            return known = changed.Count == 0 ? before : Read(changed, before);
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private SettingsSnapshot Configured() => new(
        new(0, ShippingSettings.From(pricing.Value)), new(0, TaxSettings.From(pricing.Value)),
        new(0, ShopSettings.From(returns.Value.Days)));

    private static SettingsSnapshot Read(IReadOnlyList<StoredSettings> changed, SettingsSnapshot before) => new(
        Read(changed, ShippingSettings.DocumentName, before.Shipping),
        Read(changed, TaxSettings.DocumentName, before.Taxes),
        Read(changed, ShopSettings.DocumentName, before.Shop));

    private static Versioned<T> Read<T>(IReadOnlyList<StoredSettings> changed, string name, Versioned<T> before)
        where T : class
        => changed.FirstOrDefault(one => one.Name == name) is { } found
            ? new(found.Version, (T)JsonSerializer.Deserialize(found.Document, typeof(T), OrderJson.Default)!)
            : before;
}
