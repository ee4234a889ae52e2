using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Domain.Settings;

/// <summary>How the shop ships, and for how much, as its owner sets it.</summary>
/// <param name="Methods">By id; <c>standard</c> is always there.</param>
internal sealed record ShippingSettings(IReadOnlyDictionary<string, MethodSettings> Methods)
{
    public const string DocumentName = "shipping";

    public static ShippingSettings From(PricingOptions rules) => new(rules.AllMethods().ToDictionary(
        method => method.Id,
        method => MethodSettings.From(method, method.Id == ShippingMethod.Standard ? rules.Shipping : rules.Methods[method.Id].Rates)));

    public void AddTo(PricingOptions rules)
    {
        foreach (var (id, method) in Methods)
        {
            var options = rules.Methods[id] = method.ToOptions();
            method.AddRatesTo(id == ShippingMethod.Standard ? rules.Shipping : options.Rates);
        }
    }
}

/// <param name="Name">As shoppers read it; only the standard method may have none.</param>
/// <param name="MinDays">Working days until the order is there, at least; null where the shop promises none.</param>
/// <param name="MaxDays">The same at most.</param>
/// <param name="NeedsAddress">False: a name and a country are enough of an address.</param>
/// <param name="Translations">Name and description in other languages, by their tags; null for what is the same.</param>
/// <param name="Rates">By country, or <c>Default</c>, then by currency.</param>
internal sealed record MethodSettings(
    string? Name, string? Description, int? MinDays, int? MaxDays, bool NeedsAddress,
    IReadOnlyDictionary<string, ShippingMethodText>? Translations,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, RateSettings>>? Rates)
{
    public static MethodSettings From(ShippingMethod method, Dictionary<string, Dictionary<string, ShippingRate>> rates) => new(
        method.Name, method.Description, method.MinDays, method.MaxDays, method.NeedsAddress,
        method.Translations ?? new Dictionary<string, ShippingMethodText>(),
        rates.ToDictionary(
            country => country.Key,
            IReadOnlyDictionary<string, RateSettings> (country) => country.Value.ToDictionary(
                rate => rate.Key, rate => new RateSettings(rate.Value.Price, rate.Value.FreeFrom))));

    public ShippingMethodOptions ToOptions()
    {
        var options = new ShippingMethodOptions
        {
            Name = Name, Description = Description, MinDays = MinDays, MaxDays = MaxDays, NeedsAddress = NeedsAddress,
        };
        foreach (var (language, text) in Translations ?? new Dictionary<string, ShippingMethodText>())
            options.Translations[language] = text;
        return options;
    }

    public void AddRatesTo(Dictionary<string, Dictionary<string, ShippingRate>> rates)
    {
        foreach (var (country, byCurrency) in Rates ?? new Dictionary<string, IReadOnlyDictionary<string, RateSettings>>())
        {
            rates[country] = byCurrency.ToDictionary(
                rate => rate.Key, rate => new ShippingRate { Price = rate.Value.Price, FreeFrom = rate.Value.FreeFrom });
        }
    }
}

/// <param name="Price">For the whole order.</param>
/// <param name="FreeFrom">Goods of this much after the discount ship free; null: none do.</param>
internal sealed record RateSettings(decimal Price, decimal? FreeFrom);
