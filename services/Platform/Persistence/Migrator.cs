using Dapper;
using Npgsql;

namespace Ecommerce.Persistence;

/// <summary>
/// Runs each script in a transaction of its own, together with the row that remembers it. A script that
/// <see cref="Migration.RunsOutsideTransaction"/> runs statement by statement: should it be interrupted, it runs again from its beginning.
/// </summary>
internal static class Migrator
{
    /// <summary>
    /// A script that waits for a lock lets all others wait behind it: it gives up after this time, and the start tries again.
    /// </summary>
    private const string LockTimeout = "5s";

    /// <summary>False where it was applied before.</summary>
    public static async Task<bool> ApplyAsync(
        NpgsqlConnection connection, Migration migration, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        await using var turn = await MigrationLock.TakeAsync(connection, timeProvider, cancellationToken);
        var session = new Session(connection, migration, timeProvider.GetUtcNow(), cancellationToken);
        return migration.RunsOutsideTransaction ? await session.ApplyByStatementAsync() : await session.ApplyInTransactionAsync();
    }

    private sealed class Session(NpgsqlConnection connection, Migration migration, DateTimeOffset now, CancellationToken cancellationToken)
    {
        public async Task<bool> ApplyInTransactionAsync()
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (await IsAppliedAsync())
                return false;
            await ExecuteAsync($"SET LOCAL lock_timeout = '{LockTimeout}'");
            await ExecuteAsync(migration.Sql);
            await RememberAsync();
            await transaction.CommitAsync(cancellationToken);
            return true;
        }

        public async Task<bool> ApplyByStatementAsync()
        {
            if (await IsAppliedAsync())
                return false;
            await DropInterruptedIndexesAsync();
            foreach (var statement in migration.Statements)
                await ExecuteAsync(statement);
            await RememberAsync();
            return true;
        }

        /// <summary>
        /// What an interrupted build left behind: <c>IF NOT EXISTS</c> would take it for an index. A build that goes on without its
        /// client holds the lock of migrations.
        /// </summary>
        private async Task DropInterruptedIndexesAsync()
        {
            var left = await connection.QueryAsync<string>(new CommandDefinition(
                """
                SELECT format('%I.%I', nspname, relname) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                JOIN pg_namespace ON pg_namespace.oid = relnamespace
                WHERE NOT indisvalid AND nspname NOT IN ('pg_catalog', 'pg_toast')
                """,
                cancellationToken: cancellationToken));
            foreach (var index in left.AsList())
                await ExecuteAsync($"DROP INDEX CONCURRENTLY IF EXISTS {index}");
        }

        private async Task<bool> IsAppliedAsync()
        {
            await ExecuteAsync(
                """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    name text PRIMARY KEY,
                    checksum text NOT NULL,
                    applied_at timestamptz NOT NULL)
                """);
            var applied = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
                "SELECT checksum FROM schema_migrations WHERE name = @Name", new { migration.Name }, cancellationToken: cancellationToken));
            return applied is null || applied == migration.Checksum
                ? applied is not null
                : throw new InvalidOperationException(
                    $"Migration {migration.Name} was changed after it was applied: add a new script instead.");
        }

        private Task<int> RememberAsync() => ExecuteAsync(
            "INSERT INTO schema_migrations (name, checksum, applied_at) VALUES (@Name, @Checksum, @now)",
            new { migration.Name, migration.Checksum, now });

        // No time-out: a long script takes what it takes.
        private Task<int> ExecuteAsync(string sql, object? parameters = null) => connection.ExecuteAsync(
            new CommandDefinition(sql, parameters, commandTimeout: 0, cancellationToken: cancellationToken));
    }
}
