using Dapper;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres;

/// <summary>The versions of an engine's index. They are in the database whichever engine is used, so that all replicas agree.</summary>
internal sealed class IndexRegistry(NpgsqlDataSource database)
{
    public const string Live = "Live";
    public const string Building = "Building";

    /// <summary>Counts up with each change of what an index holds, in either engine: then the live one is replaced.</summary>
    public const int Definition = 3;

    /// <summary>Indexes that changes are written to: the live one and the one that is being built.</summary>
    public Task<IReadOnlyList<string>> ListWritableAsync(string engine, CancellationToken cancellationToken)
        => QueryAsync(
            "SELECT name FROM indexes WHERE engine = @engine AND state IN ('Live', 'Building') ORDER BY created_at",
            engine, cancellationToken);

    public async Task<string?> FindAsync(string engine, string state, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(Command(
            "SELECT name FROM indexes WHERE engine = @engine AND state = @state", new { engine, state }, cancellationToken));
    }

    /// <summary>Retired indexes, and those whose build was interrupted.</summary>
    public Task<IReadOnlyList<string>> ListObsoleteAsync(string engine, CancellationToken cancellationToken)
        => QueryAsync("SELECT name FROM indexes WHERE engine = @engine AND state IN ('Building', 'Retired')", engine, cancellationToken);

    public async Task<string> NextNameAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var version = await connection.ExecuteScalarAsync<long>(Command("SELECT nextval('index_versions')", null, cancellationToken));
        return $"v{version}";
    }

    public Task AddAsync(string engine, string name, string state, CancellationToken cancellationToken)
        => RunAsync(
            "INSERT INTO indexes (name, engine, state, definition) VALUES (@name, @engine, @state, @definition)",
            new { name, engine, state, definition = Definition }, cancellationToken);

    /// <summary>Whether the live index was made by an older version of this service.</summary>
    public async Task<bool> IsLiveOutdatedAsync(string engine, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(Command(
            "SELECT EXISTS (SELECT FROM indexes WHERE engine = @engine AND state = 'Live' AND definition < @definition)",
            new { engine, definition = Definition }, cancellationToken));
    }

    public Task RemoveAsync(string name, CancellationToken cancellationToken)
        => RunAsync("DELETE FROM indexes WHERE name = @name", new { name }, cancellationToken);

    /// <summary>Makes the index that was built the live one.</summary>
    public Task PromoteAsync(string engine, CancellationToken cancellationToken)
        => RunAsync(
            """
            UPDATE indexes SET state = 'Retired' WHERE engine = @engine AND state = 'Live';
            UPDATE indexes SET state = 'Live' WHERE engine = @engine AND state = 'Building';
            """, new { engine }, cancellationToken);

    /// <summary>Removes the indexes of another engine; then all products are pending for this one.</summary>
    public Task SwitchEngineAsync(string engine, CancellationToken cancellationToken)
        => RunAsync(
            """
            WITH others AS (DELETE FROM indexes WHERE engine <> @engine RETURNING name)
            UPDATE products SET indexed_revision = 0 WHERE EXISTS (SELECT FROM others)
            """, new { engine }, cancellationToken);

    private async Task<IReadOnlyList<string>> QueryAsync(string sql, string engine, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(Command(sql, new { engine }, cancellationToken))];
    }

    private async Task RunAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            new CommandDefinition(sql, parameters, transaction, commandTimeout: 0, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    private static CommandDefinition Command(string sql, object? parameters, CancellationToken cancellationToken)
        => new(sql, parameters, cancellationToken: cancellationToken);
}
