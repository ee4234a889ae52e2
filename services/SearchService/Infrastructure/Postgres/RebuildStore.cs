using Dapper;
using Ecommerce.SearchService.Domain;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres;

/// <summary>Requested rebuilds and their progress.</summary>
internal sealed class RebuildStore(NpgsqlDataSource database, TimeProvider timeProvider)
{
    private const string Select = """
        SELECT id, state, index_name, read, indexed, removed, attempts, size_bytes, error, requested_at, started_at,
        finished_at FROM rebuilds
        """;

    /// <returns>False when a rebuild is already requested or running.</returns>
    public async Task<bool> TryRequestAsync(Guid id, CancellationToken cancellationToken)
    {
        var inserted = await RunAsync(
            "INSERT INTO rebuilds (id, state, requested_at) VALUES (@id, 'Requested', @now) ON CONFLICT DO NOTHING",
            new { id, now = timeProvider.GetUtcNow() }, cancellationToken);
        return inserted == 1;
    }

    public Task<RebuildStatus?> FindLastAsync(CancellationToken cancellationToken)
        => FindAsync($"{Select} ORDER BY requested_at DESC, id DESC LIMIT 1", cancellationToken);

    public Task<RebuildStatus?> FindActiveAsync(CancellationToken cancellationToken)
        => FindAsync($"{Select} WHERE state IN ('Requested', 'Reading', 'Indexing')", cancellationToken);

    public Task MarkReadingAsync(Guid id, string index, CancellationToken cancellationToken)
        => RunAsync(
            """
            UPDATE rebuilds SET state = 'Reading', index_name = @index, read = 0, indexed = 0, removed = 0, attempts = attempts + 1,
                started_at = @now, error = NULL WHERE id = @id
            """, new { id, index, now = timeProvider.GetUtcNow() }, cancellationToken);

    public Task SaveReadCountAsync(Guid id, int read, CancellationToken cancellationToken)
        => RunAsync("UPDATE rebuilds SET read = @read WHERE id = @id", new { id, read }, cancellationToken);

    public Task MarkIndexingAsync(Guid id, int removed, CancellationToken cancellationToken)
        => RunAsync("UPDATE rebuilds SET state = 'Indexing', removed = @removed WHERE id = @id", new { id, removed }, cancellationToken);

    public Task SaveIndexedCountAsync(Guid id, int indexed, CancellationToken cancellationToken)
        => RunAsync("UPDATE rebuilds SET indexed = @indexed WHERE id = @id", new { id, indexed }, cancellationToken);

    public Task MarkDoneAsync(Guid id, long size, CancellationToken cancellationToken)
        => RunAsync(
            "UPDATE rebuilds SET state = 'Done', size_bytes = @size, finished_at = @now WHERE id = @id",
            new { id, size, now = timeProvider.GetUtcNow() }, cancellationToken);

    /// <summary>The rebuild stays active and is attempted again.</summary>
    public Task SaveErrorAsync(Guid id, string error, CancellationToken cancellationToken)
        => RunAsync("UPDATE rebuilds SET error = @error, finished_at = NULL WHERE id = @id", new { id, error }, cancellationToken);

    public Task MarkFailedAsync(Guid id, string error, CancellationToken cancellationToken)
        => RunAsync(
            "UPDATE rebuilds SET error = @error, state = 'Failed', finished_at = @now WHERE id = @id",
            new { id, error, now = timeProvider.GetUtcNow() }, cancellationToken);

    private async Task<RebuildStatus?> FindAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<RebuildStatus>(new CommandDefinition(sql, cancellationToken: cancellationToken));
    }

    private async Task<int> RunAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
