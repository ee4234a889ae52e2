using Ecommerce.SearchService.Domain.Queries;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres.Engine;

/// <summary>
/// Adds the words that begin with a prefix to a query. The index contains stems only, and a prefix of stems misses words whose stem does
/// not begin with the stem of what was typed (<c>jelly</c> becomes <c>jelli</c>, but <c>jellyfish</c> does not begin with that).
/// </summary>
internal sealed class PrefixExpander(NpgsqlDataSource database)
{
    private const int MaxWords = 100;

    // One word for each stem. A stop word as prefix, such as "the", has no stem: then all its words are added.
    private const string WordsSql = """
        SELECT prefix, min(word) FROM (
            SELECT typed.prefix, w.word, w.products,
                (ts_lexize('english_stem', w.word))[1] AS stem,
                (ts_lexize('english_stem', unaccent(typed.prefix)))[1] AS prefix_stem
            FROM unnest(@prefixes) AS typed (prefix)
            JOIN live_words w
                ON w.word > unaccent(prefix) COLLATE "C" AND w.word < (unaccent(prefix) || chr(1114111)) COLLATE "C") AS longer
        WHERE stem IS NOT NULL AND starts_with(stem, prefix_stem) IS NOT TRUE
        GROUP BY prefix, stem ORDER BY sum(products) DESC, min(word) LIMIT @limit
        """;

    public async Task<EngineQuery> ExpandAsync(EngineQuery query, CancellationToken cancellationToken)
    {
        var wordings = query.Clauses.SelectMany(clause => clause.Wordings);
        string[] prefixes = [.. wordings.Where(wording => wording.IsPrefix).Select(PrefixOf).Distinct(StringComparer.Ordinal)];
        if (prefixes.Length == 0)
            return query;

        var words = await ReadWordsAsync(prefixes, cancellationToken);
        return query with { Clauses = [.. query.Clauses.Select(clause => Expand(clause, words))] };
    }

    private static Clause Expand(Clause clause, ILookup<string, string> words)
        => clause with { Wordings = [.. clause.Wordings.SelectMany(wording => Expand(wording, words))] };

    private static IEnumerable<Wording> Expand(Wording wording, ILookup<string, string> words)
    {
        yield return wording;
        if (!wording.IsPrefix)
            yield break;
        foreach (var word in words[PrefixOf(wording)])
            yield return new([.. wording.Words.SkipLast(1), word]);
    }

    private static string PrefixOf(Wording wording) => wording.Words[^1];

    private async Task<ILookup<string, string>> ReadWordsAsync(string[] prefixes, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(WordsSql);
        command.Parameters.AddWithValue("prefixes", prefixes);
        command.Parameters.AddWithValue("limit", MaxWords);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var words = new List<(string Prefix, string Word)>();
        while (await row.ReadAsync(cancellationToken))
            words.Add((row.GetString(0), row.GetString(1)));
        return words.ToLookup(word => word.Prefix, word => word.Word, StringComparer.Ordinal);
    }
}
