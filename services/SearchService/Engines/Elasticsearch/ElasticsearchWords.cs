using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.SearchService.Queries;

namespace Ecommerce.SearchService.Engines.Elasticsearch;

/// <summary>What the index knows of words, and what its suggester makes of those that it does not know.</summary>
internal sealed class ElasticsearchWords(ElasticsearchClient client, IndexNames names)
{
    private readonly string search = $"/{names.Alias}/_search";

    public async Task<IReadOnlyDictionary<string, WordLookUp>> LookUpAsync(IReadOnlyCollection<TypedWord> typed, CancellationToken cancellationToken)
    {
        // Of nothing it cannot be asked.
        if (typed.Count == 0)
            return new Dictionary<string, WordLookUp>();

        var words = typed.Select((word, number) => (Word: word, Key: string.Create(CultureInfo.InvariantCulture, $"w{number}"))).ToList();
        var answer = await client.PostAsync(search, Ask(words), cancellationToken);
        return words.ToDictionary(
            word => word.Word.Text,
            word => new WordLookUp(Count(answer, "known", word.Key), Count(answer, "begins", word.Key) > 0, Corrections(answer, word.Word.Text, word.Key)),
            StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<string>> CompleteAsync(string beginning, int limit, CancellationToken cancellationToken)
    {
        var answer = await client.PostAsync(
            search,
            new()
            {
                ["size"] = 0,
                ["query"] = SearchBody.Begins("words", beginning),
                ["aggs"] = new JsonObject
                {
                    ["words"] = new JsonObject
                    {
                        ["terms"] = new JsonObject { ["field"] = "vocabulary", ["include"] = $"{Folded(beginning)}.*", ["size"] = limit },
                    },
                },
            },
            cancellationToken);
        return [.. answer["aggregations"]!["words"]!["buckets"]!.AsArray().Select(bucket => bucket!["key"]!.GetValue<string>())];
    }

    /// <summary>As the vocabulary has it. What is no letter with a mark, such as <c>ß</c>, may be one letter there or two.</summary>
    private static string Folded(string beginning) => string.Concat(beginning.Normalize(NormalizationForm.FormD)
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
        .Select(c => char.IsAscii(c) ? SearchBody.Escaped($"{c}") : "..?"));

    private static JsonObject Ask(IEnumerable<(TypedWord Word, string Key)> words)
    {
        var (known, begins, suggest) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var ((word, mayBeMistyped), key) in words)
        {
            // As it stands, or by its stem.
            known[key] = new JsonObject
            {
                ["multi_match"] = new JsonObject
                {
                    ["query"] = word, ["fields"] = IndexDefinition.Strings(["words", "name", "brand", "labels", "description"]),
                },
            };
            begins[key] = SearchBody.Begins("words", word);
            if (!mayBeMistyped)
                continue;
            suggest[key] = new JsonObject
            {
                ["text"] = word,
                ["term"] = new JsonObject
                {
                    ["field"] = "words", ["suggest_mode"] = "missing", ["max_edits"] = Math.Max(1, Typos.Allowed(word)), ["prefix_length"] = 0,
                    ["min_word_length"] = 3, ["size"] = 10,
                },
            };
        }

        return new()
        {
            ["size"] = 0,
            ["aggs"] = new JsonObject
            {
                ["known"] = new JsonObject { ["filters"] = new JsonObject { ["filters"] = known } },
                ["begins"] = new JsonObject { ["filters"] = new JsonObject { ["filters"] = begins } },
            },
            ["suggest"] = suggest,
        };
    }

    private static int Count(JsonNode answer, string aggregation, string key)
        => answer["aggregations"]![aggregation]!["buckets"]![key]!["doc_count"]!.GetValue<int>();

    private static IReadOnlyList<string> Corrections(JsonNode answer, string typed, string key)
        => Typos.Likeliest(typed, answer["suggest"]?[key]?.AsArray().SelectMany(entry => entry!["options"]!.AsArray())
            .Select(option => (option!["text"]!.GetValue<string>(), option["freq"]!.GetValue<int>())) ?? []);
}
