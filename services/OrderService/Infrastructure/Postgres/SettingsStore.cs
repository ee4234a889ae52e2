using Dapper;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <param name="Document">As JSON.</param>
internal sealed record StoredSettings(string Name, long Version, string Document);

/// <summary>A change of settings.</summary>
/// <param name="Version">Which it leads to.</param>
/// <param name="Document">As JSON, as <paramref name="Before"/>, what counted until then.</param>
internal sealed record SettingsChange(string Name, long Version, string Document, string Before, DateTimeOffset ChangedAt, Guid ChangedBy);

/// <summary>Settings of the shop's owner: every version of each.</summary>
internal sealed class SettingsStore(NpgsqlDataSource database)
{
    // One row of the primary key for each, however many versions there are.
    private const string Changed = """
        SELECT newest.name, newest.version, newest.document
        FROM unnest(@names, @versions) AS known (name, version)
        CROSS JOIN LATERAL (
            SELECT name, version, document FROM settings WHERE name = known.name ORDER BY version DESC LIMIT 1) AS newest
        WHERE newest.version <> known.version
        """;

    // Of two changes of one version one is made.
    private const string Insert = """
        INSERT INTO settings (name, version, document, before, changed_at, changed_by)
        VALUES (@Name, @Version, @Document::jsonb, @Before::jsonb, @ChangedAt, @ChangedBy)
        ON CONFLICT (name, version) DO NOTHING
        """;

    private const string History = """
        SELECT name, version, document, before, changed_at, changed_by FROM settings
        WHERE name = @name AND version < @below ORDER BY version DESC LIMIT @limit
        """;

    /// <summary>The newest version of each that is another one than the known.</summary>
    public async Task<IReadOnlyList<StoredSettings>> ListChangedAsync(
        IReadOnlyDictionary<string, long> known, CancellationToken cancellationToken)
    {
        var parameters = new { names = known.Keys.ToArray(), versions = known.Values.ToArray() };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<StoredSettings>(new(Changed, parameters, cancellationToken: cancellationToken))).AsList();
    }

    /// <returns>False where there is such a version already.</returns>
    public async Task<bool> TryAddAsync(SettingsChange change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new(Insert, change, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<SettingsChange>> ListChangesAsync(
        string name, long below, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var parameters = new { name, below, limit };
        return (await connection.QueryAsync<SettingsChange>(new(History, parameters, cancellationToken: cancellationToken))).AsList();
    }
}
