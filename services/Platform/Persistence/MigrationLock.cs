using Dapper;
using Npgsql;

namespace Ecommerce.Persistence;

/// <summary>
/// Replicas that start together take turns. They ask again and again: a session that waits within a statement holds a snapshot, for which
/// <c>CREATE INDEX CONCURRENTLY</c> of the one whose turn it is would wait.
/// </summary>
internal sealed class MigrationLock : IAsyncDisposable
{
    // Any number, the same for all.
    private const long Key = 5_210_734_668_201;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlConnection connection;

    private MigrationLock(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<MigrationLock> TakeAsync(
        NpgsqlConnection connection, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        while (!await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition("SELECT pg_try_advisory_lock(@Key)", new { Key }, cancellationToken: cancellationToken)))
            await Task.Delay(Pause, timeProvider, cancellationToken);
        return new MigrationLock(connection);
    }

    /// <summary>A connection that broke has lost it already.</summary>
    public async ValueTask DisposeAsync()
    {
        if (connection.State == System.Data.ConnectionState.Open)
            await connection.ExecuteAsync("SELECT pg_advisory_unlock(@Key)", new { Key });
    }
}
