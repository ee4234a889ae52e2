using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Domain.Queries;

/// <summary>A query as an engine gets it.</summary>
/// <param name="Corrected">The text with its typos corrected; null when nothing was corrected.</param>
internal sealed record Interpretation(IReadOnlyList<Clause> Clauses, string Plain, string? Corrected);

/// <summary>
/// Decides what the words of a query stand for: a known word for itself, an unknown one for the words that it begins or the words that it
/// misspells; each with its synonyms.
/// </summary>
internal static class QueryInterpreter
{
    private const double UnknownWordWeight = 0.7;
    private const int MinPrefixLength = 3;

    /// <summary>The words to look up: those outside phrases, and neighbours as one word, since <c>key board</c> is a keyboard.</summary>
    public static IReadOnlyCollection<TypedWord> WordsToLookUp(IReadOnlyList<QueryPart> parts)
    {
        var words = parts.Where(part => !part.IsPhrase).SelectMany(part => part.Words).Select(word => new TypedWord(word));
        var compounds = parts.Select((_, i) => CompoundAt(parts, i)).OfType<string>()
            .Select(word => new TypedWord(word, AllowCorrections: false));
        return [.. words.Concat(compounds).DistinctBy(word => word.Text)];
    }

    /// <param name="lastIsPrefix">Whether the last word is still being typed.</param>
    public static Interpretation Interpret(
        IReadOnlyList<QueryPart> parts, IReadOnlyDictionary<string, WordLookUp> known, SynonymSet synonyms, bool lastIsPrefix = false)
    {
        var clauses = new List<Clause>();
        var corrected = new List<string>();
        for (var i = 0; i < parts.Count;)
        {
            var step = InterpretAt(parts, i, known, synonyms, lastIsPrefix);
            clauses.Add(step.Clause);
            corrected.AddRange(step.Words);
            i += step.Length;
        }

        var typed = string.Join(' ', parts.Select(part => part.IsPhrase ? Quoted(part) : part.Words[0]));
        var text = string.Join(' ', corrected);
        return new(clauses, text.Replace("\"", "", StringComparison.Ordinal), text == typed ? null : text);
    }

    private static Step InterpretAt(
        IReadOnlyList<QueryPart> parts, int i, IReadOnlyDictionary<string, WordLookUp> known, SynonymSet synonyms, bool lastIsPrefix)
    {
        var part = parts[i];
        if (part.IsPhrase)
            return new(new([new(part.Words)]), [Quoted(part)]);

        if (synonyms.PhraseAt(parts, i) is { } phrase)
            return new(new([.. phrase.Wordings]), parts.Skip(i).Take(phrase.Length).SelectMany(p => p.Words), phrase.Length);

        if (CompoundAt(parts, i) is { } compound && known.GetValueOrDefault(compound) is { Products: > 0 } lookUp)
        {
            string[] separate = [part.Words[0], parts[i + 1].Words[0]];
            return new(new([new([compound]), new(separate), .. synonyms.Of(compound)], Weight(lookUp.Products)), separate, Length: 2);
        }

        var isPrefix = part.IsPrefix || (lastIsPrefix && i == parts.Count - 1);
        var (clause, word) = InterpretWord(part.Words[0], isPrefix, known, synonyms);
        return new(clause, [word]);
    }

    /// <summary>A word and its neighbour as one word; null unless both are plain words.</summary>
    private static string? CompoundAt(IReadOnlyList<QueryPart> parts, int i)
        => i + 1 < parts.Count && IsPlain(parts[i]) && IsPlain(parts[i + 1]) ? parts[i].Words[0] + parts[i + 1].Words[0] : null;

    // Words of unspaced scripts are found inside of compounds anyway.
    private static bool IsPlain(QueryPart part) => part is { IsPhrase: false, IsPrefix: false } && !Scripts.IsUnspaced(part.Words[0]);

    private static (Clause Clause, string Word) InterpretWord(
        string word, bool isPrefix, IReadOnlyDictionary<string, WordLookUp> known, SynonymSet synonyms)
    {
        var lookUp = known.GetValueOrDefault(word) ?? new(0, false, []);
        var others = synonyms.Of(word);
        if (isPrefix)
            return (new([new([word], IsPrefix: true), .. others], UnknownWordWeight), word);
        if (lookUp.Products > 0)
            return (new([new([word]), .. others], Weight(lookUp.Products)), word);
        if (others.Count > 0)
            return (new([new([word]), .. others], UnknownWordWeight), word);
        if (lookUp.IsPrefix && word.Length >= MinPrefixLength)
            return (new([new([word], IsPrefix: true)], UnknownWordWeight), word);
        if (lookUp.Corrections is [var likeliest, ..])
        {
            var corrections = lookUp.Corrections.Select(correction => new Wording([correction]));
            return (new([.. corrections, .. synonyms.Of(likeliest)], UnknownWordWeight), likeliest);
        }

        return (new([new([word])], UnknownWordWeight), word);
    }

    /// <summary>From 1 for a word of one product down to nearly 0.1 for a word of a hundred thousand.</summary>
    private static double Weight(int products) => 1 / (1 + 0.75 * Math.Log(products));

    private static string Quoted(QueryPart phrase) => $"\"{string.Join(' ', phrase.Words)}\"";

    /// <param name="Words">The words of the corrected text.</param>
    /// <param name="Length">How many parts of the query it covers.</param>
    private readonly record struct Step(Clause Clause, IEnumerable<string> Words, int Length = 1);
}
