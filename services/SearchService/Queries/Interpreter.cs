using Ecommerce.SearchService.Engines;
using Ecommerce.SearchService.Synonyms;

namespace Ecommerce.SearchService.Queries;

/// <summary>A query as it is put to an engine.</summary>
/// <param name="Corrected">The text with its slips put right; null where nothing was corrected.</param>
internal sealed record Interpretation(IReadOnlyList<Clause> Clauses, string Plain, string? Corrected);

/// <summary>Finds out what the words of a query mean: known ones themselves, others what they begin or what they may have been meant to be; all with their synonyms.</summary>
internal static class Interpreter
{
    private const double RarityOfOthers = 0.7;
    private const int ShortestBeginning = 3;

    /// <summary>The words to look up: those of no phrase, and neighbours as one, since <c>key board</c> is a keyboard.</summary>
    public static IReadOnlyCollection<TypedWord> WordsToLookUp(IReadOnlyList<QueryPart> parts)
        => [.. parts.Where(part => !part.IsPhrase).SelectMany(part => part.Words).Select(word => new TypedWord(word))
            .Concat(parts.Select((_, i) => Joined(parts, i)).OfType<string>().Select(word => new TypedWord(word, MayBeMistyped: false)))
            .DistinctBy(word => word.Text)];

    public static Interpretation Interpret(
        IReadOnlyList<QueryPart> parts, IReadOnlyDictionary<string, WordLookUp> known, SynonymSet synonyms, bool lastMayGoOn = false)
    {
        var clauses = new List<Clause>();
        var corrected = new List<string>();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is not { IsPhrase: false } part)
            {
                clauses.Add(new([new(parts[i].Words)]));
                corrected.Add($"\"{string.Join(' ', parts[i].Words)}\"");
                continue;
            }

            if (synonyms.PhraseAt(parts, i) is { } phrase)
            {
                clauses.Add(new([.. phrase.Wordings]));
                corrected.AddRange(parts.Skip(i).Take(phrase.Length).SelectMany(p => p.Words));
                i += phrase.Length - 1;
                continue;
            }

            if (Joined(parts, i) is { } compound && known.GetValueOrDefault(compound) is { Products: > 0 } written)
            {
                string[] apart = [part.Words[0], parts[i + 1].Words[0]];
                clauses.Add(new([new([compound]), new(apart), .. synonyms.Of(compound)], Rarity(written.Products)));
                corrected.AddRange(apart);
                i++;
                continue;
            }

            var (clause, word) = Meaning(part.Words[0], part.IsPrefix || (lastMayGoOn && i == parts.Count - 1), known, synonyms);
            clauses.Add(clause);
            corrected.Add(word);
        }

        var typed = string.Join(' ', parts.Select(part => part.IsPhrase ? $"\"{string.Join(' ', part.Words)}\"" : part.Words[0]));
        var text = string.Join(' ', corrected);
        return new(clauses, text.Replace("\"", "", StringComparison.Ordinal), text == typed ? null : text);
    }

    /// <summary>A word and its neighbour in one; null where there are no two plain words.</summary>
    private static string? Joined(IReadOnlyList<QueryPart> parts, int i)
        => i + 1 < parts.Count && parts[i] is { IsPhrase: false, IsPrefix: false } first && parts[i + 1] is { IsPhrase: false, IsPrefix: false } second
            ? first.Words[0] + second.Words[0]
            : null;

    private static (Clause Clause, string Word) Meaning(
        string word, bool mayGoOn, IReadOnlyDictionary<string, WordLookUp> known, SynonymSet synonyms)
    {
        var lookUp = known.GetValueOrDefault(word) ?? new(0, false, []);
        if (mayGoOn)
            return (new([new([word], IsPrefix: true), .. synonyms.Of(word)], RarityOfOthers), word);
        if (lookUp.Products > 0)
            return (new([new([word]), .. synonyms.Of(word)], Rarity(lookUp.Products)), word);
        if (synonyms.Of(word) is { Count: > 0 } others)
            return (new([new([word]), .. others], RarityOfOthers), word);
        if (lookUp.BeginsWords && word.Length >= ShortestBeginning)
            return (new([new([word], IsPrefix: true)], RarityOfOthers), word);
        return lookUp.Corrections is [var likeliest, ..]
            ? (new([.. lookUp.Corrections.Select(meant => new Wording([meant])), .. synonyms.Of(likeliest)], RarityOfOthers), likeliest)
            : (new([new([word])], RarityOfOthers), word);
    }

    /// <summary>From 1 for a word of one product down to nearly 0.1 for one that a hundred thousand have.</summary>
    private static double Rarity(int products) => 1 / (1 + 0.75 * Math.Log(products));
}
