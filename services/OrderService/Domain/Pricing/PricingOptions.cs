using System.ComponentModel.DataAnnotations;
using Ecommerce.Contracts;

namespace Ecommerce.OrderService.Domain.Pricing;

/// <summary>What comes on top of an order's lines. Without rules nothing does.</summary>
internal sealed class PricingOptions : IValidatableObject
{
    /// <summary>The rule for every country that has none of its own.</summary>
    public const string Default = "Default";

    /// <summary>Whether the catalogue's prices and the shipping rates contain the tax already.</summary>
    public bool TaxIncluded { get; set; }

    /// <summary>Whether shipping is taxed, at the country's rate.</summary>
    public bool TaxShipping { get; set; } = true;

    /// <summary>By country, then by currency. A currency without a rule in either ships free.</summary>
    public Dictionary<string, Dictionary<string, ShippingRate>> Shipping { get; } = [];

    /// <summary>By country.</summary>
    public Dictionary<string, TaxRate> Taxes { get; } = [];

    public ShippingRate ShippingTo(string country, string currency)
        => Rate(country, currency) ?? Rate(Default, currency) ?? ShippingRate.Free;

    public decimal TaxIn(string country, string? category)
    {
        if (!Taxes.TryGetValue(country, out var tax) && !Taxes.TryGetValue(Default, out tax))
            return 0;
        return category is not null && tax.Categories.TryGetValue(category, out var rate) ? rate : tax.Rate;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => PricingValidation.Check(this);

    private ShippingRate? Rate(string country, string currency) => Shipping.GetValueOrDefault(country)?.GetValueOrDefault(currency);
}

internal sealed class ShippingRate
{
    public static readonly ShippingRate Free = new();

    /// <summary>For the whole order, in the rule's currency.</summary>
    public decimal Price { get; set; }

    /// <summary>Goods of this much after the discount ship free.</summary>
    public decimal? FreeFrom { get; set; }

    public decimal For(decimal goods) => goods >= FreeFrom ? 0 : Price;
}

internal sealed class TaxRate
{
    /// <summary>A fraction: 0.19 is 19 %.</summary>
    public decimal Rate { get; set; }

    /// <summary>Other rates, by the catalogue's category.</summary>
    public Dictionary<string, decimal> Categories { get; } = new(StringComparer.OrdinalIgnoreCase);
}

internal static class PricingValidation
{
    private const string FractionExpected = "must be a fraction from 0 to 1";

    public static IEnumerable<ValidationResult> Check(PricingOptions options) =>
    [
        .. Countries(options),
        .. options.Shipping.SelectMany(country => Shipping(country.Key, country.Value)),
        .. options.Taxes.SelectMany(Tax),
    ];

    private static IEnumerable<ValidationResult> Countries(PricingOptions options)
        => Countries("Shipping", options.Shipping.Keys).Concat(Countries("Taxes", options.Taxes.Keys));

    private static IEnumerable<ValidationResult> Countries(string section, IEnumerable<string> countries)
        => from country in countries
           where country != PricingOptions.Default && !CountryCode.IsValid(country)
           select Invalid($"{section}:{country}", "must be a country code of two capital letters, or Default");

    private static IEnumerable<ValidationResult> Shipping(string country, Dictionary<string, ShippingRate> rates)
    {
        foreach (var (currency, rate) in rates)
        {
            var path = $"Shipping:{country}:{currency}";
            if (!Currencies.TryGetDecimals(currency, out var decimals))
                yield return Invalid(path, "must be a currency code of ISO 4217, such as EUR");
            if (rate.Price < 0 || decimal.Round(rate.Price, decimals, MidpointRounding.AwayFromZero) != rate.Price)
                yield return Invalid($"{path}:Price", $"must be 0 or more, with at most {decimals} decimals");
            if (rate.FreeFrom < 0)
                yield return Invalid($"{path}:FreeFrom", "must be 0 or more");
        }
    }

    private static IEnumerable<ValidationResult> Tax(KeyValuePair<string, TaxRate> tax)
    {
        if (!IsFraction(tax.Value.Rate))
            yield return Invalid($"Taxes:{tax.Key}:Rate", FractionExpected);
        foreach (var (category, rate) in tax.Value.Categories)
        {
            if (!IsFraction(rate))
                yield return Invalid($"Taxes:{tax.Key}:Categories:{category}", FractionExpected);
        }
    }

    private static bool IsFraction(decimal rate) => rate is >= 0 and <= 1;

    private static ValidationResult Invalid(string member, string message) => new(message, [member]);
}
