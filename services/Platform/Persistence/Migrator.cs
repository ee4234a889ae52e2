using Dapper;
using Npgsql;

namespace Ecommerce.Persistence;

/// <summary>Runs each script in a transaction of its own, together with the row that remembers it.</summary>
internal static class Migrator
{
    // Any number, the same for all: replicas that start together take turns.
    private const long Lock = 5_210_734_668_201;

    public static async Task<bool> ApplyAsync(
        NpgsqlConnection connection, Migration migration, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync("SELECT pg_advisory_xact_lock(@Lock)", new { Lock });
        await ExecuteAsync(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                name text PRIMARY KEY,
                checksum text NOT NULL,
                applied_at timestamptz NOT NULL)
            """);

        var applied = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT checksum FROM schema_migrations WHERE name = @Name", new { migration.Name }, transaction,
            cancellationToken: cancellationToken));
        if (applied == migration.Checksum) return false;
        if (applied is not null)
            throw new InvalidOperationException($"Migration {migration.Name} was changed after it was applied: add a new script instead.");

        await ExecuteAsync(migration.Sql);
        await ExecuteAsync(
            "INSERT INTO schema_migrations (name, checksum, applied_at) VALUES (@Name, @Checksum, @now)",
            new { migration.Name, migration.Checksum, now });
        await transaction.CommitAsync(cancellationToken);
        return true;

        // No time-out: another replica's script, or a long one of our own, takes what it takes.
        Task ExecuteAsync(string sql, object? parameters = null) => connection.ExecuteAsync(
            new CommandDefinition(sql, parameters, transaction, commandTimeout: 0, cancellationToken: cancellationToken));
    }
}
