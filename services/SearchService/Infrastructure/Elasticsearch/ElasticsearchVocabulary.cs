using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Infrastructure.Elasticsearch;

/// <summary>The words of the active index: looks up words, their corrections and completions.</summary>
internal sealed class ElasticsearchVocabulary(ElasticsearchClient client, IndexNames names)
{
    private readonly string searchPath = $"/{names.Alias}/_search";

    public async Task<IReadOnlyDictionary<string, WordLookUp>> LookUpAsync(
        IReadOnlyCollection<TypedWord> words, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, WordLookUp>(StringComparer.Ordinal);
        // Elasticsearch rejects aggregations without filters.
        if (words.Count == 0)
            return found;

        var keyed = words.Select((word, number) => (Word: word, Key: string.Create(CultureInfo.InvariantCulture, $"w{number}"))).ToList();
        var response = await client.PostAsync(searchPath, LookUpRequest(keyed), cancellationToken);
        foreach (var (word, key) in keyed)
        {
            var isPrefix = Count(response, "begins", key) > 0;
            found[word.Text] = new(Count(response, "known", key), isPrefix, Corrections(response, word.Text, key));
        }

        return found;
    }

    public async Task<IReadOnlyList<string>> CompleteAsync(string prefix, int limit, CancellationToken cancellationToken)
    {
        var response = await client.PostAsync(
            searchPath,
            new()
            {
                ["size"] = 0,
                ["query"] = Scripts.IsUnspaced(prefix)
                    ? UnspacedFields.Query([prefix])
                    : SearchRequestBuilder.PrefixQuery("words", prefix),
                ["aggs"] = new JsonObject
                {
                    ["words"] = new JsonObject
                    {
                        ["terms"] = new JsonObject
                        {
                            ["field"] = "vocabulary", ["include"] = $"{FoldedPattern(prefix)}.*", ["size"] = limit,
                        },
                    },
                },
            },
            cancellationToken);
        return [.. response["aggregations"]!["words"]!["buckets"]!.AsArray().Select(bucket => bucket!["key"]!.GetValue<string>())];
    }

    /// <summary>
    /// A pattern for words of the vocabulary, which is folded to ASCII. A letter that is no ASCII letter with a diacritic, such as
    /// <c>ß</c>, may have become one letter or two.
    /// </summary>
    private static string FoldedPattern(string prefix)
    {
        // Only Latin letters are folded.
        if (Scripts.IsUnspaced(prefix))
            return SearchRequestBuilder.Escape(prefix);
        var letters = prefix.Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        return string.Concat(letters.Select(c => char.IsAscii(c) ? SearchRequestBuilder.Escape($"{c}") : "..?"));
    }

    private static JsonObject LookUpRequest(IEnumerable<(TypedWord Word, string Key)> words)
    {
        var (known, prefixes, suggest) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var ((word, allowCorrections), key) in words)
        {
            known[key] = KnownQuery(word);
            prefixes[key] = Scripts.IsUnspaced(word) ? KnownQuery(word) : SearchRequestBuilder.PrefixQuery("words", word);
            if (!allowCorrections)
                continue;
            suggest[key] = new JsonObject
            {
                ["text"] = word,
                ["term"] = new JsonObject
                {
                    ["field"] = "words", ["suggest_mode"] = "missing", ["max_edits"] = Math.Max(1, Typos.MaxEdits(word)),
                    ["prefix_length"] = 0,
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
                ["begins"] = new JsonObject { ["filters"] = new JsonObject { ["filters"] = prefixes } },
            },
            ["suggest"] = suggest,
        };
    }

    private static JsonObject KnownQuery(string word)
    {
        if (Scripts.IsUnspaced(word))
            return UnspacedFields.Query([word]);
        return new()
        {
            ["multi_match"] = new JsonObject
            {
                // "words" has the exact word, the other fields have its stem.
                ["query"] = word, ["fields"] = IndexDefinition.Strings(["words", "name", "brand", "labels", "description"]),
            },
        };
    }

    private static int Count(JsonNode response, string aggregation, string key)
        => response["aggregations"]![aggregation]!["buckets"]![key]!["doc_count"]!.GetValue<int>();

    private static IReadOnlyList<string> Corrections(JsonNode response, string typed, string key)
    {
        if (response["suggest"]?[key] is not JsonArray entries)
            return [];
        var candidates = entries.SelectMany(entry => entry!["options"]!.AsArray())
            .Select(option => (option!["text"]!.GetValue<string>(), option["freq"]!.GetValue<int>()));
        return Typos.BestCorrections(typed, candidates);
    }
}
