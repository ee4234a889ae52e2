using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Settings;

/// <summary>What somebody writes about how the shop ships: the standard method first, then the others by their ids.</summary>
public sealed class ShippingForm(ShippingSettings settings)
{
    public List<MethodForm> Methods { get; } =
    [
        .. settings.Methods.Select(method => new MethodForm(method.Key, method.Value))
            .OrderBy(method => !method.IsStandard).ThenBy(method => method.Id, StringComparer.Ordinal),
    ];

    public ShippingSettings ToSettings() => new(Methods.ByKey(method => method.Id.Trim(), method => method.ToSettings()));

    /// <summary>Paths of what stands twice.</summary>
    public IEnumerable<string> Repeated() => Methods.Repeated(method => method.Id.Trim()).Select(id => $"methods.{id}")
        .Concat(Methods.SelectMany(method => method.Rates.Repeated(rate => rate.Key).Select(rate => $"{method.Path}.rates.{rate}")));
}

/// <param name="id">Empty for a new one.</param>
public sealed class MethodForm(string id, MethodSettings? known)
{
    private const string German = "de";

    public string Id { get; set; } = id;

    public bool IsNew { get; } = known is null;

    public bool IsStandard => !IsNew && Id == "standard";

    public string? Name { get; set; } = known?.Name;

    public string? Description { get; set; } = known?.Description;

    public string? GermanName { get; set; } = known?.Translations?.GetValueOrDefault(German)?.Name;

    public string? GermanDescription { get; set; } = known?.Translations?.GetValueOrDefault(German)?.Description;

    public int? MinDays { get; set; } = known?.MinDays;

    public int? MaxDays { get; set; } = known?.MaxDays;

    public bool NeedsAddress { get; set; } = known?.NeedsAddress ?? true;

    public List<RateForm> Rates { get; } =
    [
        .. (known?.Rates ?? new Dictionary<string, IReadOnlyDictionary<string, RateSettings>>())
            .SelectMany(country => country.Value.Select(rate => new RateForm(country.Key, rate.Key, rate.Value)))
            .OrderBy(rate => rate.Country, StringComparer.Ordinal).ThenBy(rate => rate.Currency, StringComparer.Ordinal),
    ];

    /// <summary>In what the API says of it.</summary>
    public string Path => $"methods.{Id.Trim()}";

    public MethodSettings ToSettings() => new(
        Name.OrNull(), Description.OrNull(), MinDays, MaxDays, NeedsAddress, Translations(),
        Rates.GroupBy(rate => rate.TrimmedCountry, StringComparer.Ordinal).ToDictionary(
            country => country.Key,
            IReadOnlyDictionary<string, RateSettings> (country) => country.ByKey(
                rate => rate.TrimmedCurrency, rate => new RateSettings(rate.Price, rate.FreeFrom))));

    /// <summary>Those of languages that the form does not show stay as they are.</summary>
    private Dictionary<string, MethodText> Translations()
    {
        var texts = new Dictionary<string, MethodText>(known?.Translations ?? new Dictionary<string, MethodText>());
        texts.Remove(German);
        if (GermanName.OrNull() is not null || GermanDescription.OrNull() is not null)
            texts[German] = new(GermanName.OrNull(), GermanDescription.OrNull());
        return texts;
    }
}

public sealed class RateForm(string country, string currency, RateSettings? known)
{
    /// <summary>Two letters, or <c>Default</c>.</summary>
    public string Country { get; set; } = country;

    public string Currency { get; set; } = currency;

    public decimal? Price { get; set; } = known?.Price;

    public decimal? FreeFrom { get; set; } = known?.FreeFrom;

    public string TrimmedCountry => CountryText.Of(Country);

    public string TrimmedCurrency => Currency.Trim().ToUpperInvariant();

    /// <summary>In what the API says of it.</summary>
    public string Key => $"{TrimmedCountry}.{TrimmedCurrency}";
}
