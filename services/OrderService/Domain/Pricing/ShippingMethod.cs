namespace Ecommerce.OrderService.Domain.Pricing;

/// <summary>A way to get an order to its shopper.</summary>
/// <param name="Id">As in the configuration: <c>express</c>.</param>
/// <param name="Name">As shoppers read it.</param>
/// <param name="MinDays">Working days until the order is there, at least; null where the shop promises none.</param>
/// <param name="MaxDays">The same at most.</param>
/// <param name="NeedsAddress">Whether it goes to a street, or the shopper comes for it.</param>
internal sealed record ShippingMethod(string Id, string Name, string? Description, int? MinDays, int? MaxDays, bool NeedsAddress)
{
    /// <summary>Name and description in other languages; null where there are none.</summary>
    public IReadOnlyDictionary<string, ShippingMethodText>? Translations { get; init; }

    /// <summary>What every shop has, and what is taken where none is chosen.</summary>
    public const string Standard = "standard";

    /// <summary>Of the one method that needs no configuration.</summary>
    public const string StandardName = "Standard";

    public static ShippingMethod From(string id, ShippingMethodOptions options)
        => new(id, options.Name ?? StandardName, options.Description, options.MinDays, options.MaxDays, options.NeedsAddress)
        {
            Translations = options.Translations is { Count: > 0 } translations ? translations : null,
        };
}

/// <summary>A method to a country, at its rate in the currency of the goods.</summary>
internal sealed record ShippingOffer(ShippingMethod Method, string Country, ShippingRate Rate)
{
    /// <param name="goods">After the discount.</param>
    /// <param name="currency">That of the rate.</param>
    public decimal PriceFor(decimal goods, string currency) => Rounding.Round(Rate.For(goods), currency);
}

/// <summary>Which methods a shop has, and which of them go to a country in a currency.</summary>
internal static class ShippingMethods
{
    private static readonly ShippingMethodOptions Undescribed = new();

    public static bool HasMethod(this PricingOptions rules, string id) => id == ShippingMethod.Standard || rules.Methods.ContainsKey(id);

    /// <summary>True of a method that the shop does not have.</summary>
    public static bool NeedsAddress(this PricingOptions rules, string id) => rules.Methods.GetValueOrDefault(id, Undescribed).NeedsAddress;

    /// <summary>Null where there is no such method, or it does not go there.</summary>
    public static ShippingOffer? FindOffer(this PricingOptions rules, string id, string country, string currency)
    {
        var options = rules.Methods.GetValueOrDefault(id);
        var rate = id == ShippingMethod.Standard
            ? Find(rules.Shipping, country, currency) ?? ShippingRate.Free
            : options is null ? null : Find(options.Rates, country, currency);
        return rate is null ? null : new(ShippingMethod.From(id, options ?? Undescribed), country, rate);
    }

    /// <summary>The standard one first, then the others by their ids.</summary>
    public static IEnumerable<ShippingMethod> AllMethods(this PricingOptions rules) => rules.Ids()
        .OrderBy(id => id != ShippingMethod.Standard)
        .ThenBy(id => id, StringComparer.Ordinal)
        .Select(id => ShippingMethod.From(id, rules.Methods.GetValueOrDefault(id, Undescribed)));

    /// <summary>The standard one first, then the others from the cheapest on.</summary>
    public static IReadOnlyList<ShippingOffer> OffersTo(this PricingOptions rules, string country, string currency) =>
    [
        .. rules.Ids()
            .Select(id => rules.FindOffer(id, country, currency))
            .OfType<ShippingOffer>()
            .OrderBy(offer => offer.Method.Id != ShippingMethod.Standard)
            .ThenBy(offer => offer.Rate.Price)
            .ThenBy(offer => offer.Method.Id, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Ids(this PricingOptions rules)
        => rules.Methods.Keys.Append(ShippingMethod.Standard).Distinct(StringComparer.Ordinal);

    private static ShippingRate? Find(Dictionary<string, Dictionary<string, ShippingRate>> rates, string country, string currency)
        => Rate(rates, country, currency) ?? Rate(rates, PricingOptions.Default, currency);

    private static ShippingRate? Rate(Dictionary<string, Dictionary<string, ShippingRate>> rates, string country, string currency)
        => rates.GetValueOrDefault(country)?.GetValueOrDefault(currency);
}
