using Dapper;
using Npgsql;

namespace Ecommerce.SearchService.Indexing;

/// <summary>The versions of an engine's index. Kept in the database for either engine, so that all replicas see the same.</summary>
internal sealed class IndexRegistry(NpgsqlDataSource database)
{
    public const string Live = "Live";
    public const string Building = "Building";

    /// <summary>All that must be written: the one that answers, and the one that is being built.</summary>
    public async Task<IReadOnlyList<string>> WrittenAsync(string engine, CancellationToken cancellationToken)
        => await QueryAsync("SELECT name FROM indexes WHERE engine = @engine AND state IN ('Live', 'Building') ORDER BY created_at", engine, cancellationToken);

    public async Task<string?> FindAsync(string engine, string state, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(Command(
            "SELECT name FROM indexes WHERE engine = @engine AND state = @state", new { engine, state }, cancellationToken));
    }

    /// <summary>Those that were given up, or whose building was broken off.</summary>
    public Task<IReadOnlyList<string>> LeftoversAsync(string engine, CancellationToken cancellationToken)
        => QueryAsync("SELECT name FROM indexes WHERE engine = @engine AND state IN ('Building', 'Retired')", engine, cancellationToken);

    public async Task<string> NewNameAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return $"v{await connection.ExecuteScalarAsync<long>(Command("SELECT nextval('index_versions')", null, cancellationToken))}";
    }

    public Task AddAsync(string engine, string name, string state, CancellationToken cancellationToken)
        => RunAsync("INSERT INTO indexes (name, engine, state) VALUES (@name, @engine, @state)", new { name, engine, state }, cancellationToken);

    public Task ForgetAsync(string name, CancellationToken cancellationToken)
        => RunAsync("DELETE FROM indexes WHERE name = @name", new { name }, cancellationToken);

    /// <summary>The built one answers from now on.</summary>
    public Task PromoteAsync(string engine, CancellationToken cancellationToken)
        => RunAsync(
            """
            UPDATE indexes SET state = 'Retired' WHERE engine = @engine AND state = 'Live';
            UPDATE indexes SET state = 'Live' WHERE engine = @engine AND state = 'Building';
            """, new { engine }, cancellationToken);

    /// <summary>Where another engine has indexed last, this one has everything to write.</summary>
    public Task TakeOverAsync(string engine, CancellationToken cancellationToken)
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
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, commandTimeout: 0, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    private static CommandDefinition Command(string sql, object? parameters, CancellationToken cancellationToken)
        => new(sql, parameters, cancellationToken: cancellationToken);
}
