using System.Text.Json.Nodes;
using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Infrastructure.Elasticsearch;

/// <summary>
/// Subfields of the searched fields for texts without spaces: <c>cjk</c> has pairs of letters, <c>thai</c> the words of a dictionary, and
/// <c>letters</c> single letters, which find a part of a text as a phrase: for scripts that no built-in analyzer splits, for parts of
/// Thai words, and for a single letter.
/// </summary>
internal static class UnspacedFields
{
    private const string Cjk = "cjk";
    private const string Thai = "thai";
    private const string Letters = "letters";

    /// <summary>A match of whole words counts more than one of letters.</summary>
    private const double LettersWeight = 0.8;

    /// <summary>The mapping of the subfields, the same in each field.</summary>
    public static JsonObject Mapping() => new(new[] { Cjk, Thai, Letters }.Select(subfield => KeyValuePair.Create(
        subfield, (JsonNode?)new JsonObject { ["type"] = "text", ["analyzer"] = $"shop_{subfield}" })));

    public static bool Has(IEnumerable<string> words) => words.Any(Scripts.IsUnspaced);

    /// <summary>Matches words that follow one another inside a text.</summary>
    public static JsonObject Query(IReadOnlyList<string> words) => new()
    {
        ["multi_match"] = new JsonObject
        {
            ["query"] = string.Join(' ', words), ["type"] = "phrase", ["fields"] = IndexDefinition.Strings(WeightedFields(words)),
        },
    };

    /// <summary>The subfields in which words are looked for.</summary>
    public static IEnumerable<string> SubfieldsOf(IReadOnlyList<string> words)
    {
        if (words is [var word] && IsLetter(word))
            return [Letters];
        return words.Where(Scripts.IsUnspaced).SelectMany(SubfieldsOf).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> SubfieldsOf(string word) => Scripts.Of(word) switch
    {
        Script.Cjk => [Cjk],
        Script.Thai => [Thai, Letters],
        _ => [Letters],
    };

    private static IEnumerable<string> WeightedFields(IReadOnlyList<string> words)
        => from subfield in SubfieldsOf(words)
           from field in IndexDefinition.SearchedFields
           let weight = field.Weight * (subfield == Letters ? LettersWeight : 1)
           select IndexDefinition.Weighted($"{field.Name}.{subfield}", weight);

    private static bool IsLetter(string word) => word.EnumerateRunes().Take(2).Count() == 1;
}
