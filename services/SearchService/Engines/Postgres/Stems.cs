using System.Collections.Concurrent;
using Npgsql;

namespace Ecommerce.SearchService.Engines.Postgres;

/// <summary>What words are without their endings. PostgreSQL knows; what it has once said is kept, as long as it is not too much.</summary>
internal sealed class Stems(NpgsqlDataSource database)
{
    private const int MostKept = 100_000;

    /// <summary>Of a word that says nothing by itself, such as <c>the</c>, nothing is left.</summary>
    private const string StemSql = "SELECT word, coalesce((ts_lexize('english_stem', unaccent(word)))[1], '') FROM unnest(@words) AS word";

    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>Of a word that was learnt; else, and where there is none, empty.</summary>
    public string Of(string word) => known.GetValueOrDefault(word, "");

    public async Task LearnAsync(IEnumerable<string> words, CancellationToken cancellationToken)
    {
        string[] unknown = [.. words.Where(word => !known.ContainsKey(word)).Distinct(StringComparer.Ordinal)];
        if (unknown.Length == 0)
            return;
        if (known.Count > MostKept)
            known.Clear();

        await using var command = database.CreateCommand(StemSql);
        command.Parameters.AddWithValue("words", unknown);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            known[row.GetString(0)] = row.GetString(1);
    }
}
