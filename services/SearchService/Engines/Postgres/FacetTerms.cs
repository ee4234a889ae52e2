using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Ecommerce.SearchService.Engines.Postgres;

/// <summary>Numbers that stand for facet terms: an array of them is small, and quick to filter by and to count.</summary>
internal sealed class FacetTerms(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<long, string> known = new();
    private readonly ConcurrentDictionary<long, bool> stored = new();

    /// <summary>The same everywhere and always: nobody has to ask which number a term has.</summary>
    public static long Id(string term)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(term), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    /// <summary>Writes down those that nobody has written down before.</summary>
    public async Task StoreAsync(IEnumerable<string> terms, CancellationToken cancellationToken)
    {
        var unknown = terms.Select(term => (Id: Id(term), Term: term)).Where(pair => !stored.ContainsKey(pair.Id)).DistinctBy(pair => pair.Id).OrderBy(pair => pair.Id).ToList();
        if (unknown.Count == 0)
            return;

        await using var command = database.CreateCommand("INSERT INTO facet_terms SELECT * FROM unnest(@ids, @terms) ON CONFLICT DO NOTHING");
        command.Parameters.AddWithValue("ids", unknown.Select(pair => pair.Id).ToArray());
        command.Parameters.AddWithValue("terms", unknown.Select(pair => pair.Term).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
        foreach (var (id, _) in unknown)
            stored[id] = true;
    }

    public async Task<IReadOnlyDictionary<string, int>> NamedAsync(IReadOnlyList<(long Id, int Count)> counts, CancellationToken cancellationToken)
    {
        var unknown = counts.Select(count => count.Id).Where(id => !known.ContainsKey(id)).ToArray();
        if (unknown.Length > 0)
            await LearnAsync(unknown, cancellationToken);

        var named = new Dictionary<string, int>(counts.Count, StringComparer.Ordinal);
        foreach (var (id, count) in counts)
        {
            if (known.TryGetValue(id, out var term))
                named[term] = count;
        }

        return named;
    }

    private async Task LearnAsync(long[] ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT id, term FROM facet_terms WHERE id = ANY (@ids)");
        command.Parameters.AddWithValue("ids", ids);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            known[row.GetInt64(0)] = row.GetString(1);
    }
}
