using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.SearchService.Domain.Text;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres.Engine;

/// <summary>The words of the active index: looks up words, their corrections and completions.</summary>
internal sealed class PostgresVocabulary(NpgsqlDataSource database)
{
    // A word is also known when only another word of its stem is in a product, or a text without spaces that it is a part of.
    private const string LookUpSql = """
        SELECT typed.word,
            coalesce(
                known.products,
                CASE WHEN EXISTS (SELECT FROM live_matching WHERE text @@ to_tsquery('shop', typed.query)) THEN 1 ELSE 0 END
            ) AS products,
            EXISTS (
                SELECT FROM live_words w
                WHERE w.word > unaccent(typed.word) COLLATE "C" AND w.word < (unaccent(typed.word) || chr(1114111)) COLLATE "C"
            ) AS is_prefix
        FROM unnest(@typed, @queries) AS typed (word, query)
        LEFT JOIN live_words known ON known.word = unaccent(typed.word) COLLATE "C"
        """;

    // Words one edit away are looked up by themselves; those with more edits by their trigrams.
    private const string SimilarSql = """
        SELECT word, products FROM live_words WHERE word = ANY (@edits)
        UNION
        (SELECT word, products FROM live_words WHERE @trigrams AND word % @typed ORDER BY similarity(word, @typed) DESC LIMIT 20)
        """;

    private const string CompletionSql = """
        SELECT word FROM live_words WHERE word >= unaccent(@prefix) COLLATE "C" AND word < (unaccent(@prefix) || chr(1114111)) COLLATE "C"
        ORDER BY products DESC, word LIMIT @limit
        """;

    public async Task<IReadOnlyDictionary<string, WordLookUp>> LookUpAsync(
        IReadOnlyCollection<TypedWord> words, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var found = await LookUpAsync(connection, words, cancellationToken);
        foreach (var word in words.Where(word => word.AllowCorrections).Select(word => word.Text))
        {
            if (found[word] is { Products: 0, IsPrefix: false } unknown)
                found[word] = unknown with { Corrections = await CorrectionsAsync(connection, word, cancellationToken) };
        }

        return found;
    }

    public async Task<IReadOnlyList<string>> CompleteAsync(string prefix, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(CompletionSql);
        command.Parameters.AddWithValue("prefix", prefix);
        command.Parameters.AddWithValue("limit", limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var words = new List<string>();
        while (await row.ReadAsync(cancellationToken))
            words.Add(row.GetString(0));
        return words;
    }

    private static async Task<Dictionary<string, WordLookUp>> LookUpAsync(
        NpgsqlConnection connection, IReadOnlyCollection<TypedWord> words, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(LookUpSql, connection);
        command.Parameters.AddWithValue("typed", words.Select(word => word.Text).ToArray());
        command.Parameters.AddWithValue("queries", words.Select(word => TsQuery.Of(new Wording([word.Text]))).ToArray());
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<string, WordLookUp>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellationToken))
            found[row.GetString(0)] = new(row.GetInt32(1), row.GetBoolean(2), []);
        return found;
    }

    private static async Task<IReadOnlyList<string>> CorrectionsAsync(
        NpgsqlConnection connection, string typed, CancellationToken cancellationToken)
    {
        if (Typos.MaxEdits(typed) == 0)
            return [];

        await using var command = new NpgsqlCommand(SimilarSql, connection);
        command.Parameters.AddWithValue("edits", Typos.Edits(typed).ToArray());
        command.Parameters.AddWithValue("trigrams", Typos.MaxEdits(typed) > 1);
        command.Parameters.AddWithValue("typed", typed);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var similar = new List<(string Word, int Products)>();
        while (await row.ReadAsync(cancellationToken))
            similar.Add((row.GetString(0), row.GetInt32(1)));
        return Typos.BestCorrections(typed, similar);
    }
}
