using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres.Engine;

/// <summary>Numeric ids of facet terms: arrays of them are small, and fast to filter and to count.</summary>
internal sealed class FacetTerms(NpgsqlDataSource database)
{
    private const string StoreSql = "INSERT INTO facet_terms SELECT * FROM unnest(@ids, @terms) ON CONFLICT DO NOTHING";

    private readonly ConcurrentDictionary<long, string> termsById = new();
    private readonly ConcurrentDictionary<long, bool> stored = new();

    /// <summary>A hash of the term: no database is needed to find the id.</summary>
    public static long Id(string term)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(term), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    /// <summary>Stores the terms that this process has not stored yet.</summary>
    public async Task StoreAsync(IEnumerable<string> terms, CancellationToken cancellationToken)
    {
        var missing = terms.Select(term => (Id: Id(term), Term: term))
            .Where(pair => !stored.ContainsKey(pair.Id))
            .DistinctBy(pair => pair.Id)
            .OrderBy(pair => pair.Id)
            .ToList();
        if (missing.Count == 0)
            return;

        await using var command = database.CreateCommand(StoreSql);
        command.Parameters.AddWithValue("ids", missing.Select(pair => pair.Id).ToArray());
        command.Parameters.AddWithValue("terms", missing.Select(pair => pair.Term).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
        foreach (var (id, _) in missing)
            stored[id] = true;
    }

    /// <summary>Counts by term instead of by id.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ResolveAsync(
        IReadOnlyList<(long Id, int Count)> counts, CancellationToken cancellationToken)
    {
        var unknown = counts.Select(count => count.Id).Where(id => !termsById.ContainsKey(id)).ToArray();
        if (unknown.Length > 0)
            await LoadAsync(unknown, cancellationToken);

        var byTerm = new Dictionary<string, int>(counts.Count, StringComparer.Ordinal);
        foreach (var (id, count) in counts)
        {
            if (termsById.TryGetValue(id, out var term))
                byTerm[term] = count;
        }

        return byTerm;
    }

    private async Task LoadAsync(long[] ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT id, term FROM facet_terms WHERE id = ANY (@ids)");
        command.Parameters.AddWithValue("ids", ids);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            termsById[row.GetInt64(0)] = row.GetString(1);
    }
}
