using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Ecommerce.Contracts;
using Ecommerce.Web;

namespace Ecommerce.OrderService.Domain.Pricing;

internal static partial class PricingValidation
{
    private const int MaxNameLength = 100;
    private const int MaxDescriptionLength = 500;
    private const int MaxDays = 1000;

    // The largest notes of some currencies have six digits.
    public const decimal MaxAmount = 1_000_000_000_000;

    private const string FractionExpected = "must be a fraction from 0 to 1";

    public static IEnumerable<ValidationResult> Check(PricingOptions options) =>
    [
        .. Rates("Shipping", options.Shipping),
        .. options.Methods.SelectMany(Method),
        .. Countries("Taxes", options.Taxes.Keys),
        .. options.Taxes.SelectMany(Tax),
    ];

    private static IEnumerable<ValidationResult> Countries(string section, IEnumerable<string> countries)
        => from country in countries
           where country != PricingOptions.Default && !CountryCode.IsValid(country)
           select Invalid($"{section}:{country}", "must be a country code of two capital letters, or Default");

    private static IEnumerable<ValidationResult> Method(KeyValuePair<string, ShippingMethodOptions> configured)
    {
        var ((id, method), path) = (configured, $"Methods:{configured.Key}");
        var isStandard = id == ShippingMethod.Standard;
        if (!MethodId().IsMatch(id))
            yield return Invalid(path, "must be named by up to 40 small letters, digits and hyphens");
        if (string.IsNullOrWhiteSpace(method.Name) && !(isStandard && method.Name is null))
            yield return Invalid($"{path}:Name", "is required: shoppers read it");
        if (method.MinDays is < 0 or > MaxDays)
            yield return Invalid($"{path}:MinDays", $"must be 0 to {MaxDays}");
        if (method.MaxDays < (method.MinDays ?? 0) || method.MaxDays > MaxDays)
            yield return Invalid($"{path}:MaxDays", $"must be the least days or more, and at most {MaxDays}");
        foreach (var invalid in Texts(path, method.Name, method.Description))
            yield return invalid;
        foreach (var (language, text) in method.Translations)
        {
            foreach (var invalid in Translation($"{path}:Translations:{language}", language, text))
                yield return invalid;
        }

        // Whoever comes for it says which country it is for, and with it the tax: only where the shop is.
        if (isStandard && !method.NeedsAddress)
            yield return Invalid($"{path}:NeedsAddress", "must be true: every country can choose this method");
        if (!method.NeedsAddress && method.Rates.ContainsKey(PricingOptions.Default))
            yield return Invalid($"{path}:Rates:{PricingOptions.Default}", "must not be there: goods are collected in certain countries");
        if (isStandard && method.Rates.Count > 0)
            yield return Invalid($"{path}:Rates", "must not be there: the rates of this method are Pricing:Shipping");
        foreach (var invalid in Rates($"{path}:Rates", method.Rates))
            yield return invalid;
    }

    private static IEnumerable<ValidationResult> Texts(string path, string? name, string? description)
    {
        if (!IsLine(name, MaxNameLength))
            yield return Invalid($"{path}:Name", $"must be one line of at most {MaxNameLength} characters");
        if (!IsLine(description, MaxDescriptionLength))
            yield return Invalid($"{path}:Description", $"must be one line of at most {MaxDescriptionLength} characters");
    }

    private static IEnumerable<ValidationResult> Translation(string path, string language, ShippingMethodText text) =>
    [
        .. Language().IsMatch(language) ? [] : (ValidationResult[])[Invalid(path, "must be named by a language's tag, such as de")],
        .. Texts(path, text.Name, text.Description),
    ];

    private static bool IsLine(string? text, int maxLength) => text is null || (text.Length <= maxLength && TextRules.IsLine(text));

    private static IEnumerable<ValidationResult> Rates(string section, Dictionary<string, Dictionary<string, ShippingRate>> rates) =>
    [
        .. Countries(section, rates.Keys),
        .. rates.SelectMany(country => country.Value.SelectMany(rate => Rate($"{section}:{country.Key}:{rate.Key}", rate.Key, rate.Value))),
    ];

    private static IEnumerable<ValidationResult> Rate(string path, string currency, ShippingRate rate)
    {
        if (!Currencies.TryGetDecimals(currency, out var decimals))
            yield return Invalid(path, "must be a currency code of ISO 4217, such as EUR");
        if (rate.Price is < 0 or > MaxAmount || decimal.Round(rate.Price, decimals, MidpointRounding.AwayFromZero) != rate.Price)
            yield return Invalid($"{path}:Price", $"must be 0 to {MaxAmount}, with at most {decimals} decimals");
        if (rate.FreeFrom is < 0 or > MaxAmount)
            yield return Invalid($"{path}:FreeFrom", $"must be 0 to {MaxAmount}");
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

    [GeneratedRegex("^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Language();

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MethodId();
}
