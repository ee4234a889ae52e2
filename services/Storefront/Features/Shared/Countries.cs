using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.Storefront.Infrastructure.Languages;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>
/// The countries of ISO 3166-1 by their names in the page's language. The data is CLDR's; <c>eng/postal-codes</c> brings it up to date.
/// </summary>
internal static class Countries
{
    private static readonly Dictionary<string, CountryNames> Names = Language.All.ToDictionary(
        language => language.Tag, language => CountryNames.Read($"countries.{language.Tag}.json"), StringComparer.Ordinal);

    /// <summary>Code and name, as a list is read.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ByName => Names[Language.Current.Tag].Sorted;

    /// <summary>The code itself where there is no such country.</summary>
    public static string NameOf(string code) => Names[Language.Current.Tag].ByCode.GetValueOrDefault(code, code);

    private sealed record CountryNames(Dictionary<string, string> ByCode, IReadOnlyList<KeyValuePair<string, string>> Sorted)
    {
        public static CountryNames Read(string resource)
        {
            using var file = typeof(Countries).Assembly.GetManifestResourceStream(resource)!;
            var names = JsonSerializer.Deserialize(file, CountriesJson.Default.DictionaryStringString)!;
            return new(names, [.. names.OrderBy(country => SortKey(country.Value), StringComparer.Ordinal)]);
        }

        /// <summary>Globalization is invariant: no culture sorts Å beside A.</summary>
        private static string SortKey(string name)
            => name.Replace('Å', 'A').Replace('Ä', 'A').Replace('Ö', 'O').Replace('ä', 'a').Replace('ö', 'o').Replace('ü', 'u');
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class CountriesJson : JsonSerializerContext;
