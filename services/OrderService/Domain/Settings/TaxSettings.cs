using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Domain.Settings;

/// <summary>What tax the shop takes, as its owner sets it.</summary>
/// <param name="TaxIncluded">Whether the catalogue's prices and the shipping rates contain the tax already.</param>
/// <param name="TaxShipping">Whether shipping is taxed, at the country's rate.</param>
/// <param name="Taxes">By country, or <c>Default</c>.</param>
internal sealed record TaxSettings(bool TaxIncluded, bool TaxShipping, IReadOnlyDictionary<string, TaxRateSettings> Taxes)
{
    public const string DocumentName = "taxes";

    public static TaxSettings From(PricingOptions rules) => new(
        rules.TaxIncluded, rules.TaxShipping,
        rules.Taxes.ToDictionary(tax => tax.Key, tax => new TaxRateSettings(tax.Value.Rate, tax.Value.Categories)));

    public void AddTo(PricingOptions rules)
    {
        rules.TaxIncluded = TaxIncluded;
        rules.TaxShipping = TaxShipping;
        foreach (var (country, tax) in Taxes)
        {
            var options = rules.Taxes[country] = new TaxRate { Rate = tax.Rate };
            foreach (var (category, rate) in tax.Categories ?? new Dictionary<string, decimal>())
                options.Categories[category] = rate;
        }
    }
}

/// <param name="Rate">A fraction: 0.19 is 19 %.</param>
/// <param name="Categories">Other rates, by the catalogue's category.</param>
internal sealed record TaxRateSettings(decimal Rate, IReadOnlyDictionary<string, decimal>? Categories);
