using Dapper;
using Npgsql;

namespace Ecommerce.SearchService.Rebuild;

/// <summary>How far a rebuild has come.</summary>
/// <param name="State"><c>Requested</c>, <c>Reading</c> the catalogue, <c>Indexing</c>, <c>Done</c> or <c>Failed</c>.</param>
/// <param name="Read">Products of the catalogue's export.</param>
/// <param name="Removed">Products that the catalogue no longer has.</param>
/// <param name="Attempts">More than one: it was broken off and begun anew.</param>
/// <param name="SizeBytes">What the new index takes.</param>
internal sealed record RebuildStatus(
    Guid Id, string State, string? IndexName, int Read, int Indexed, int Removed, int Attempts, long? SizeBytes, string? Error,
    DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt);

internal sealed class RebuildStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Columns = """
        id, state, index_name, read, indexed, removed, attempts, size_bytes, error, requested_at, started_at, finished_at
        """;

    /// <summary>False: one is under way.</summary>
    public async Task<bool> RequestAsync(Guid id, CancellationToken cancellationToken)
        => await RunAsync(
            "INSERT INTO rebuilds (id, state, requested_at) VALUES (@id, 'Requested', @now) ON CONFLICT DO NOTHING",
            new { id, now = time.GetUtcNow() }, cancellationToken) == 1;

    /// <summary>The last one that was asked for.</summary>
    public Task<RebuildStatus?> LastAsync(CancellationToken cancellationToken)
        => FindAsync($"SELECT {Columns} FROM rebuilds ORDER BY requested_at DESC, id DESC LIMIT 1", cancellationToken);

    public Task<RebuildStatus?> ActiveAsync(CancellationToken cancellationToken)
        => FindAsync($"SELECT {Columns} FROM rebuilds WHERE state IN ('Requested', 'Reading', 'Indexing')", cancellationToken);

    public Task BeginAsync(Guid id, string index, CancellationToken cancellationToken)
        => RunAsync(
            """
            UPDATE rebuilds SET state = 'Reading', index_name = @index, read = 0, indexed = 0, removed = 0, attempts = attempts + 1,
                started_at = @now, error = NULL WHERE id = @id
            """, new { id, index, now = time.GetUtcNow() }, cancellationToken);

    public Task ReadAsync(Guid id, int read, CancellationToken cancellationToken)
        => RunAsync("UPDATE rebuilds SET read = @read WHERE id = @id", new { id, read }, cancellationToken);

    public Task BeginIndexingAsync(Guid id, int removed, CancellationToken cancellationToken)
        => RunAsync("UPDATE rebuilds SET state = 'Indexing', removed = @removed WHERE id = @id", new { id, removed }, cancellationToken);

    public Task IndexedAsync(Guid id, int indexed, CancellationToken cancellationToken)
        => RunAsync("UPDATE rebuilds SET indexed = @indexed WHERE id = @id", new { id, indexed }, cancellationToken);

    public Task EndAsync(Guid id, long size, CancellationToken cancellationToken)
        => RunAsync(
            "UPDATE rebuilds SET state = 'Done', size_bytes = @size, finished_at = @now WHERE id = @id",
            new { id, size, now = time.GetUtcNow() }, cancellationToken);

    public Task FailAsync(Guid id, string error, bool forGood, CancellationToken cancellationToken)
        => RunAsync(
            "UPDATE rebuilds SET error = @error, state = CASE WHEN @forGood THEN 'Failed' ELSE state END, finished_at = CASE WHEN @forGood THEN @now END WHERE id = @id",
            new { id, error, forGood, now = time.GetUtcNow() }, cancellationToken);

    private async Task<RebuildStatus?> FindAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var row = await connection.ExecuteReaderAsync(new CommandDefinition(sql, cancellationToken: cancellationToken));
        return await row.ReadAsync(cancellationToken)
            ? new(
                row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6),
                row.IsDBNull(7) ? null : row.GetInt64(7), row.IsDBNull(8) ? null : row.GetString(8),
                row.GetFieldValue<DateTimeOffset>(9), Instant(10), Instant(11))
            : null;

        DateTimeOffset? Instant(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
    }

    private async Task<int> RunAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
