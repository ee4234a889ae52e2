using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Domain.Settings;

/// <summary>All settings at one moment.</summary>
internal sealed record SettingsSnapshot(
    Versioned<ShippingSettings> Shipping, Versioned<TaxSettings> Taxes, Versioned<ShopSettings> Shop)
{
    /// <summary>Made once: every quote reads them.</summary>
    public PricingOptions Pricing { get; } = Rules(Shipping.Settings, Taxes.Settings);

    public IReadOnlyDictionary<string, long> Versions { get; } = new Dictionary<string, long>(StringComparer.Ordinal)
    {
        [ShippingSettings.DocumentName] = Shipping.Version,
        [TaxSettings.DocumentName] = Taxes.Version,
        [ShopSettings.DocumentName] = Shop.Version,
    };

    public static PricingOptions Rules(ShippingSettings shipping, TaxSettings taxes)
    {
        var rules = new PricingOptions();
        shipping.AddTo(rules);
        taxes.AddTo(rules);
        return rules;
    }
}
