using System.Collections.Concurrent;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres.Engine;

/// <summary>Stems of words as PostgreSQL makes them, cached up to a limit.</summary>
internal sealed class StemCache(NpgsqlDataSource database)
{
    private const int MaxEntries = 100_000;

    // Stop words, such as "the", have no stem.
    private const string StemSql = "SELECT word, coalesce((ts_lexize('english_stem', unaccent(word)))[1], '') FROM unnest(@words) AS word";

    private readonly ConcurrentDictionary<string, string> stems = new(StringComparer.Ordinal);

    /// <summary>The stem of a loaded word; empty for a stop word, and for a word that was not loaded.</summary>
    public string StemOf(string word) => stems.GetValueOrDefault(word, "");

    public async Task LoadAsync(IEnumerable<string> words, CancellationToken cancellationToken)
    {
        string[] missing = [.. words.Where(word => !stems.ContainsKey(word)).Distinct(StringComparer.Ordinal)];
        if (missing.Length == 0)
            return;
        if (stems.Count > MaxEntries)
            stems.Clear();

        await using var command = database.CreateCommand(StemSql);
        command.Parameters.AddWithValue("words", missing);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            stems[row.GetString(0)] = row.GetString(1);
    }
}
