using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Settings;

/// <summary>What somebody writes about taxes: a row for each rate, in percent.</summary>
public sealed class TaxForm(TaxSettings settings)
{
    public bool TaxIncluded { get; set; } = settings.TaxIncluded;

    public bool TaxShipping { get; set; } = settings.TaxShipping;

    public List<TaxRow> Rows { get; } =
    [
        .. settings.Taxes.SelectMany(RowsOf)
            .OrderBy(row => row.Country, StringComparer.Ordinal).ThenBy(row => row.Category, StringComparer.Ordinal),
    ];

    public TaxSettings ToSettings() => new(
        TaxIncluded, TaxShipping,
        Rows.GroupBy(row => row.TrimmedCountry, StringComparer.Ordinal).ToDictionary(
            country => country.Key,
            country => new TaxRateSettings(
                country.LastOrDefault(row => row.Category.OrNull() is null)?.Fraction,
                country.Where(row => row.Category.OrNull() is not null).ByKey(row => row.Category.OrNull()!, row => row.Fraction))));

    /// <summary>Paths of what stands twice.</summary>
    public IEnumerable<string> Repeated() => Rows.Repeated(row => row.Path);

    private static IEnumerable<TaxRow> RowsOf(KeyValuePair<string, TaxRateSettings> country)
        => (country.Value.Categories ?? new Dictionary<string, decimal?>())
            .Select(category => new TaxRow(country.Key, category.Key, category.Value))
            .Prepend(new(country.Key, null, country.Value.Rate));
}

/// <param name="category">Null: of all that have no rate of their own.</param>
public sealed class TaxRow(string country, string? category, decimal? fraction)
{
    // Divided by this, 7.00 is 7.
    private const decimal WithoutZeros = 1.0000000000000000000000000000m;

    /// <summary>Two letters, or <c>Default</c>.</summary>
    public string Country { get; set; } = country;

    public string? Category { get; set; } = category;

    public decimal? Percent { get; set; } = fraction * 100 / WithoutZeros;

    public decimal? Fraction => Percent / 100;

    public string TrimmedCountry => CountryText.Of(Country);

    /// <summary>In what the API says of it.</summary>
    public string Path => Category.OrNull() is { } category
        ? $"taxes.{TrimmedCountry}.categories.{category}"
        : $"taxes.{TrimmedCountry}.rate";
}
