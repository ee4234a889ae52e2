using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Domain.Settings;

/// <summary>All settings at one moment.</summary>
internal sealed record SettingsSnapshot(
    Versioned<ShippingSettings> Shipping, Versioned<TaxSettings> Taxes, Versioned<ShopSettings> Shop)
{
    /// <summary>Made once: every quote reads them.</summary>
    public PricingOptions Pricing { get; } = Rules(Shipping.Settings, Taxes.Settings);

    public static PricingOptions Rules(ShippingSettings shipping, TaxSettings taxes)
    {
        var rules = new PricingOptions();
        shipping.AddTo(rules);
        taxes.AddTo(rules);
        return rules;
    }
}
