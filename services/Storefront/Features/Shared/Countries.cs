using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>The countries of ISO 3166-1 by their English names. The data is CLDR's; <c>eng/postal-codes</c> brings it up to date.</summary>
internal static class Countries
{
    private const string Resource = "countries.json";

    private static readonly Dictionary<string, string> Names = Read();

    /// <summary>Code and name, as a list is read.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> ByName =
        [.. Names.OrderBy(country => SortKey(country.Value), StringComparer.Ordinal)];

    /// <summary>The code itself where there is no such country.</summary>
    public static string NameOf(string code) => Names.GetValueOrDefault(code, code);

    /// <summary>Globalization is invariant: no culture sorts Å beside A.</summary>
    private static string SortKey(string name) => name.Replace('Å', 'A');

    private static Dictionary<string, string> Read()
    {
        using var file = typeof(Countries).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize(file, CountriesJson.Default.DictionaryStringString)!;
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class CountriesJson : JsonSerializerContext;
