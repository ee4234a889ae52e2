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

    /// <summary>Applies those that were not applied before, in this order.</summary>
    /// <returns>Their names.</returns>
    public static async Task<IReadOnlyList<string>> ApplyAsync(
        NpgsqlConnection connection, IReadOnlyList<Migration> scripts, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        await using var turn = await MigrationLock.TakeAsync(connection, timeProvider, cancellationToken);
        var session = new Session(connection, timeProvider, cancellationToken);
        var checksums = await session.ReadChecksumsAsync();
        var applied = new List<string>();
        foreach (var script in scripts)
        {
            if (checksums.TryGetValue(script.Name, out var checksum))
            {
                if (checksum != script.Checksum)
                    throw new InvalidOperationException(
                        $"Migration {script.Name} was changed after it was applied: add a new script instead.");
                continue;
            }

            await (script.RunsOutsideTransaction ? session.ApplyByStatementAsync(script) : session.ApplyInTransactionAsync(script));
            applied.Add(script.Name);
        }

        return applied;
    }

    private sealed class Session(NpgsqlConnection connection, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        /// <summary>Of the scripts that were applied, by their names.</summary>
        public async Task<IReadOnlyDictionary<string, string>> ReadChecksumsAsync()
        {
            if (!await connection.ExecuteScalarAsync<bool>(Command("SELECT to_regclass('schema_migrations') IS NOT NULL")))
                return new Dictionary<string, string>();
            var rows = await connection.QueryAsync<(string Name, string Checksum)>(Command("SELECT name, checksum FROM schema_migrations"));
            return rows.ToDictionary(row => row.Name, row => row.Checksum, StringComparer.Ordinal);
        }

        public async Task ApplyInTransactionAsync(Migration script)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await ExecuteAsync($"SET LOCAL lock_timeout = '{LockTimeout}'");
            await ExecuteAsync(script.Sql);
            await RememberAsync(script);
            await transaction.CommitAsync(cancellationToken);
        }

        public async Task ApplyByStatementAsync(Migration script)
        {
            await DropInterruptedIndexesAsync();
            foreach (var statement in script.Statements)
                await ExecuteAsync(statement);
            await RememberAsync(script);
        }

        /// <summary>
        /// What an interrupted build left behind: <c>IF NOT EXISTS</c> would take it for an index. A build that goes on without its
        /// client holds the lock of migrations.
        /// </summary>
        private async Task DropInterruptedIndexesAsync()
        {
            var left = await connection.QueryAsync<string>(Command(
                """
                SELECT format('%I.%I', nspname, relname) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                JOIN pg_namespace ON pg_namespace.oid = relnamespace
                WHERE NOT indisvalid AND nspname NOT IN ('pg_catalog', 'pg_toast')
                """));
            foreach (var index in left.AsList())
                await ExecuteAsync($"DROP INDEX CONCURRENTLY IF EXISTS {index}");
        }

        private async Task RememberAsync(Migration script)
        {
            await ExecuteAsync(
                """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    name text PRIMARY KEY,
                    checksum text NOT NULL,
                    applied_at timestamptz NOT NULL)
                """);
            await ExecuteAsync(
                "INSERT INTO schema_migrations (name, checksum, applied_at) VALUES (@Name, @Checksum, @now)",
                new { script.Name, script.Checksum, now = timeProvider.GetUtcNow() });
        }

        private Task<int> ExecuteAsync(string sql, object? parameters = null) => connection.ExecuteAsync(Command(sql, parameters));

        // No time-out: a long script takes what it takes.
        private CommandDefinition Command(string sql, object? parameters = null)
            => new(sql, parameters, commandTimeout: 0, cancellationToken: cancellationToken);
    }
}
