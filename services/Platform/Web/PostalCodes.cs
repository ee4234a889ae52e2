using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Ecommerce.Web.Unicode;

namespace Ecommerce.Web;

/// <summary>
/// The countries of ISO 3166-1, and how each forms its postal codes. The data is libaddressinput's; <c>eng/postal-codes</c> brings it up
/// to date.
/// </summary>
public static class PostalCodes
{
    internal const int MaxLength = 20;
    private const string Resource = "postal-codes.json";
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);
    private static readonly FrozenDictionary<string, PostalCodeFormat> Formats = Read();

    /// <summary>Whether ISO 3166-1 has assigned it: reserved codes such as UK or EU, and those of former countries, are none.</summary>
    /// <param name="country">Two upper-case letters.</param>
    public static bool IsCountry(string? country) => country is not null && Formats.ContainsKey(country);

    /// <summary>As it is stored: trimmed and in Unicode's form NFKC, because some keyboards write full-width digits.</summary>
    public static string Normalise(string? postalCode) => NormalizationForms.ToNfkc((postalCode ?? "").Trim(), MaxLength).Trim();

    /// <summary>What is wrong with a postal code; null: nothing. A country without postal codes takes none or any.</summary>
    /// <param name="country">One that <see cref="IsCountry"/>.</param>
    /// <param name="postalCode">As its owner writes it.</param>
    public static string? ErrorOf(string country, string? postalCode)
    {
        var (pattern, required) = Formats[country];
        var code = Normalise(postalCode);
        if (code.Length == 0)
            return required ? "is required" : null;
        // Digits of other scripts are digits for a pattern, too, but not for a postal service.
        var isFormed = pattern is null || (Ascii.IsValid(code) && Regex.IsMatch(code, $@"^(?:{pattern})\z", Options, MatchTimeout));
        return isFormed ? null : $"must be a postal code of {country}";
    }

    private static FrozenDictionary<string, PostalCodeFormat> Read()
    {
        using var file = typeof(PostalCodes).Assembly.GetManifestResourceStream(Resource)!;
        var formats = JsonSerializer.Deserialize(file, PostalCodesJson.Default.DictionaryStringPostalCodeFormat)!;
        return formats.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <param name="Pattern">A regular expression; null: the country has no postal codes.</param>
/// <param name="Required">Whether an address needs one.</param>
internal sealed record PostalCodeFormat(string? Pattern = null, bool Required = false);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Dictionary<string, PostalCodeFormat>))]
internal sealed partial class PostalCodesJson : JsonSerializerContext;
