using System.ComponentModel.DataAnnotations;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.OrderService.Domain.Settings;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.OrderService.Features.Settings;

/// <summary>Holds what an owner sends to the rules of the configuration, and names the fields as the request spells them.</summary>
internal static class SettingsRules
{
    private const int MaxMethods = 50;
    private const int MaxCountries = 300;
    private const int MaxCategories = 200;
    private const int MaxCategoryLength = 100;
    private const string NotNull = "must not be null";

    private const string StandardRates = $"Methods:{ShippingMethod.Standard}:Rates";

    /// <summary>Parts of a setting's name that a request spells otherwise; the others are ids and codes.</summary>
    private static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["Methods"] = "methods", ["Name"] = "name", ["Description"] = "description", ["Translations"] = "translations",
        ["NeedsAddress"] = "needsAddress", ["MinDays"] = "minDays", ["MaxDays"] = "maxDays",
        ["Rates"] = "rates", ["Price"] = "price", ["FreeFrom"] = "freeFrom",
        ["Taxes"] = "taxes", ["Rate"] = "rate", ["Categories"] = "categories",
    };

    public static void Check(this ShippingSettings settings, FieldErrors errors)
    {
        errors.Check("methods", settings.Methods.ContainsKey(ShippingMethod.Standard), "must have the method standard")
            .Check("methods", settings.Methods.Count <= MaxMethods, $"must be at most {MaxMethods}");
        foreach (var (id, method) in settings.Methods)
            method.CheckWhole($"methods.{id}", errors);
        errors.CheckPricing(settings.AddTo);
    }

    public static void Check(this TaxSettings settings, FieldErrors errors)
    {
        errors.Check("taxes", settings.Taxes.Count <= MaxCountries, $"must be at most {MaxCountries}");
        foreach (var (country, tax) in settings.Taxes)
        {
            errors.Check($"taxes.{country}", tax is not null, NotNull);
            CheckCategories($"taxes.{country}.categories", [.. tax?.Categories?.Keys ?? []], errors);
        }

        errors.CheckPricing(settings.AddTo);
    }

    /// <summary>By the rules of the configuration, which settings that have faults themselves cannot be written as.</summary>
    private static void CheckPricing(this FieldErrors errors, Action<PricingOptions> addTo)
    {
        if (!errors.IsEmpty)
            return;
        var rules = new PricingOptions();
        addTo(rules);
        errors.Add(PricingValidation.Check(rules));
    }

    private static void CheckCategories(string path, IReadOnlyList<string> categories, FieldErrors errors)
    {
        errors.Check(path, categories.Count <= MaxCategories, $"must be at most {MaxCategories}");
        foreach (var category in categories.Take(MaxCategories).Where(category => !IsCategory(category)))
            errors.Add(
                $"{path}.{category}", $"must be named by one line of 1 to {MaxCategoryLength} characters without spaces around them");
        CheckKeys(path, categories, errors);
    }

    private static bool IsCategory(string name)
        => name.Length is > 0 and <= MaxCategoryLength && name == name.Trim() && TextRules.IsLine(name);

    /// <summary>No null within: what is missing is left out.</summary>
    private static void CheckWhole(this MethodSettings? method, string path, FieldErrors errors)
    {
        errors.Check(path, method is not null, NotNull);
        foreach (var (language, text) in method?.Translations ?? new Dictionary<string, ShippingMethodText>())
            errors.Check($"{path}.translations.{language}", text is not null, NotNull);
        CheckKeys($"{path}.translations", method?.Translations?.Keys ?? [], errors);
        foreach (var (country, rates) in method?.Rates ?? new Dictionary<string, IReadOnlyDictionary<string, RateSettings>>())
        {
            errors.Check($"{path}.rates.{country}", rates is not null, NotNull);
            foreach (var (currency, rate) in rates ?? new Dictionary<string, RateSettings>())
                errors.Check($"{path}.rates.{country}.{currency}", rate is not null, NotNull);
        }
    }

    /// <summary>Languages, categories and carriers are the same in any case.</summary>
    public static void CheckKeys(string path, IEnumerable<string> keys, FieldErrors errors)
    {
        foreach (var twice in keys.GroupBy(key => key, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            errors.Add($"{path}.{twice.Key}", "is given twice");
    }

    private static void Add(this FieldErrors errors, IEnumerable<ValidationResult> results)
    {
        foreach (var result in results)
            errors.Add(Path(result.MemberNames.Single()), result.ErrorMessage!);
    }

    /// <summary><c>Shipping:DE:EUR:Price</c> of the configuration is <c>methods.standard.rates.DE.EUR.price</c>.</summary>
    private static string Path(string setting)
    {
        var parts = setting.Split(':');
        if (parts[0] == nameof(PricingOptions.Shipping))
            parts = [.. StandardRates.Split(':'), .. parts[1..]];
        return string.Join('.', parts.Select(part => Members.GetValueOrDefault(part, part)));
    }
}
