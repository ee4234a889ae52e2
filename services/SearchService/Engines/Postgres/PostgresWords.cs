using Ecommerce.SearchService.Queries;
using Npgsql;

namespace Ecommerce.SearchService.Engines.Postgres;

/// <summary>The vocabulary of the index: what is known of a word, and which words somebody may have meant who mistyped one.</summary>
internal sealed class PostgresWords(NpgsqlDataSource database)
{
    /// <summary>A word that is in no product but shares its stem with one that is, is known, too.</summary>
    private const string KnownSql = """
        SELECT typed.word,
            coalesce(known.products, CASE WHEN EXISTS (SELECT FROM live_matching WHERE text @@ plainto_tsquery('shop', typed.word)) THEN 1 ELSE 0 END),
            EXISTS (SELECT FROM live_words w WHERE w.word > unaccent(typed.word) COLLATE "C" AND w.word < (unaccent(typed.word) || chr(1114111)) COLLATE "C")
        FROM unnest(@typed) AS typed (word)
        LEFT JOIN live_words known ON known.word = unaccent(typed.word) COLLATE "C"
        """;

    /// <summary>One slip of the fingers is looked up, more are told by the trigrams that are left.</summary>
    private const string SimilarSql = """
        SELECT word, products FROM live_words WHERE word = ANY (@slips)
        UNION
        (SELECT word, products FROM live_words WHERE @trigrams AND word % @typed ORDER BY similarity(word, @typed) DESC LIMIT 20)
        """;

    private const string BeginningSql = """
        SELECT word FROM live_words WHERE word >= unaccent(@beginning) COLLATE "C" AND word < (unaccent(@beginning) || chr(1114111)) COLLATE "C"
        ORDER BY products DESC, word LIMIT @limit
        """;

    public async Task<IReadOnlyDictionary<string, WordLookUp>> LookUpAsync(IReadOnlyCollection<TypedWord> typed, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, WordLookUp>(StringComparer.Ordinal);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using (var command = new NpgsqlCommand(KnownSql, connection))
        {
            command.Parameters.AddWithValue("typed", typed.Select(word => word.Text).ToArray());
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
                found[row.GetString(0)] = new(row.GetInt32(1), row.GetBoolean(2), []);
        }

        foreach (var word in typed.Where(word => word.MayBeMistyped && found[word.Text] is { Products: 0, BeginsWords: false }))
            found[word.Text] = found[word.Text] with { Corrections = await CorrectionsAsync(connection, word.Text, cancellationToken) };
        return found;
    }

    public async Task<IReadOnlyList<string>> CompleteAsync(string beginning, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(BeginningSql);
        command.Parameters.AddWithValue("beginning", beginning);
        command.Parameters.AddWithValue("limit", limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var words = new List<string>();
        while (await row.ReadAsync(cancellationToken))
            words.Add(row.GetString(0));
        return words;
    }

    private static async Task<IReadOnlyList<string>> CorrectionsAsync(NpgsqlConnection connection, string typed, CancellationToken cancellationToken)
    {
        if (Typos.Allowed(typed) == 0)
            return [];

        await using var command = new NpgsqlCommand(SimilarSql, connection);
        command.Parameters.AddWithValue("slips", Typos.Slips(typed).ToArray());
        command.Parameters.AddWithValue("trigrams", Typos.Allowed(typed) > 1);
        command.Parameters.AddWithValue("typed", typed);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var similar = new List<(string Word, int Products)>();
        while (await row.ReadAsync(cancellationToken))
            similar.Add((row.GetString(0), row.GetInt32(1)));
        return Typos.Likeliest(typed, similar);
    }
}
