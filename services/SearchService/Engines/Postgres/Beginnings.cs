using Ecommerce.SearchService.Queries;
using Npgsql;

namespace Ecommerce.SearchService.Engines.Postgres;

/// <summary>
/// Says beginnings of words in other words. The index has stems alone: a word that goes on otherwise than its beginning's stem does
/// (<c>jelly</c> is <c>jelli</c>, <c>jellyfish</c> is not), or whose stem is shorter than what was typed, is found as itself.
/// </summary>
internal sealed class Beginnings(NpgsqlDataSource database)
{
    private const int MostWords = 100;

    /// <summary>One word of each stem. A beginning that says nothing by itself, such as <c>the</c>, has no stem, and no stem begins with it.</summary>
    private const string WordsSql = """
        SELECT beginning, min(word) FROM (
            SELECT typed.beginning, w.word, w.products, (ts_lexize('english_stem', w.word))[1] AS stem, (ts_lexize('english_stem', unaccent(typed.beginning)))[1] AS begun
            FROM unnest(@beginnings) AS typed (beginning)
            JOIN live_words w ON w.word > unaccent(beginning) COLLATE "C" AND w.word < (unaccent(beginning) || chr(1114111)) COLLATE "C") AS going_on
        WHERE stem IS NOT NULL AND starts_with(stem, begun) IS NOT TRUE
        GROUP BY beginning, stem ORDER BY sum(products) DESC, min(word) LIMIT @limit
        """;

    public async Task<EngineQuery> SpellOutAsync(EngineQuery query, CancellationToken cancellationToken)
    {
        string[] beginnings = [.. query.Clauses.SelectMany(clause => clause.Wordings).Where(wording => wording.IsPrefix).Select(Beginning).Distinct(StringComparer.Ordinal)];
        if (beginnings.Length == 0)
            return query;

        var words = await WordsAsync(beginnings, cancellationToken);
        return query with { Clauses = [.. query.Clauses.Select(clause => clause with { Wordings = [.. clause.Wordings.SelectMany(SpelledOut)] })] };

        IEnumerable<Wording> SpelledOut(Wording wording) => wording.IsPrefix
            ? words[Beginning(wording)].Select(word => new Wording([.. wording.Words.SkipLast(1), word])).Prepend(wording)
            : [wording];
    }

    private static string Beginning(Wording wording) => wording.Words[^1];

    private async Task<ILookup<string, string>> WordsAsync(string[] beginnings, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(WordsSql);
        command.Parameters.AddWithValue("beginnings", beginnings);
        command.Parameters.AddWithValue("limit", MostWords);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var words = new List<(string Beginning, string Word)>();
        while (await row.ReadAsync(cancellationToken))
            words.Add((row.GetString(0), row.GetString(1)));
        return words.ToLookup(word => word.Beginning, word => word.Word, StringComparer.Ordinal);
    }
}
