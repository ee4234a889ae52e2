using Ecommerce.Persistence;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Messaging.Tests;

[Collection(Servers.Name)]
public sealed class MigrationTests(PostgresServer postgres)
{
    private const string NoBroker = "127.0.0.1:1";

    [Fact]
    public async Task Replicas_that_start_together_apply_each_migration_once()
    {
        var database = await postgres.CreateDatabaseAsync();
        var replicas = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestService.StartAsync(database, NoBroker)));

        Assert.Equal(
            "Ecommerce.Messaging/001_outbox.sql Ecommerce.Messaging/002_inbox.sql Ecommerce.Messaging/003_dead_letters.sql "
                + "Ecommerce.Messaging/004_catch_ups.sql Ecommerce.Messaging/005_catch_ups_by_position.sql Messaging.Tests/001_effects.sql",
            await replicas[0].ScalarAsync<string>("SELECT string_agg(name, ' ' ORDER BY name) FROM schema_migrations"));
        foreach (var replica in replicas) await replica.DisposeAsync();
    }

    [Fact]
    public async Task Changed_migration_stops_the_service_and_is_named()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var service = await TestService.StartAsync(database, NoBroker))
            await service.ScalarAsync<object>(
                "UPDATE schema_migrations SET checksum = 'another' WHERE name = 'Ecommerce.Messaging/002_inbox.sql'");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => TestService.StartAsync(database, NoBroker));
        Assert.Contains("Ecommerce.Messaging/002_inbox.sql", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_migration_is_rolled_back()
    {
        await using var connection = new NpgsqlConnection(await postgres.CreateDatabaseAsync());
        await connection.OpenAsync();
        var broken = new Migration("test/001_broken.sql", "CREATE TABLE half (id int); SELECT nonsense;");

        await Assert.ThrowsAsync<PostgresException>(
            () => Migrator.ApplyAsync(connection, [broken], TimeProvider.System, default));
        await using var command = new NpgsqlCommand(
            "SELECT to_regclass('half') IS NULL AND to_regclass('schema_migrations') IS NULL", connection);
        Assert.Equal(true, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Index_is_built_while_others_write_and_replicas_wait()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await ExecuteAsync(source, "CREATE TABLE written (id int)");
        var script = new Migration("test/001_index.sql", """
            -- Outside a transaction: others write meanwhile.
            CREATE INDEX CONCURRENTLY IF NOT EXISTS written_by_id ON written (id);
            """);
        await using var writer = await source.OpenConnectionAsync();
        await using var write = await writer.BeginTransactionAsync();
        await new NpgsqlCommand("INSERT INTO written VALUES (1)", writer, write).ExecuteNonQueryAsync();

        var replicas = Enumerable.Range(0, 3).Select(_ => ApplyAsync(source, script)).ToArray();
        await Eventually.Async(
            async () => (bool)(await ScalarAsync(source, "SELECT to_regclass('written_by_id') IS NOT NULL"))!, "the index is begun");
        // A lock on the table would make this one wait for ever.
        await ExecuteAsync(source, "INSERT INTO written VALUES (2)");
        await write.CommitAsync();

        Assert.Equal([false, false, true], (await Task.WhenAll(replicas)).Order());
        Assert.Equal(true, await ScalarAsync(source, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'written_by_id'::regclass"));
        Assert.Equal(0L, await ScalarAsync(source, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (" +
            "SELECT oid FROM pg_database WHERE datname = current_database())"));
    }

    [Fact]
    public async Task Index_whose_build_was_interrupted_is_built_again()
    {
        await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await ExecuteAsync(source, "CREATE TABLE written (id int)");
        await ExecuteAsync(source, "INSERT INTO written VALUES (1), (1)");
        await Assert.ThrowsAsync<PostgresException>(
            () => ExecuteAsync(source, "CREATE UNIQUE INDEX CONCURRENTLY written_by_id ON written (id)"));
        await ExecuteAsync(source, "DELETE FROM written");

        var script = new Migration("test/001_index.sql", """
            -- Outside a transaction: others write meanwhile.
            CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS written_by_id ON written (id);
            """);
        Assert.True(await ApplyAsync(source, script));
        Assert.Equal(true, await ScalarAsync(source, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'written_by_id'::regclass"));
    }

    [Fact]
    public async Task Script_does_not_make_others_wait_behind_it_for_long()
    {
        await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await ExecuteAsync(source, "CREATE TABLE busy (id int)");
        await using var reader = await source.OpenConnectionAsync();
        await using var reading = await reader.BeginTransactionAsync();
        await new NpgsqlCommand("SELECT FROM busy", reader, reading).ExecuteNonQueryAsync();
        var script = new Migration("test/001_column.sql", "ALTER TABLE busy ADD COLUMN name text");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ApplyAsync(source, script));
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, refusal.SqlState);
        await reading.CommitAsync();
        Assert.True(await ApplyAsync(source, script));
    }

    [Fact]
    public void Checksum_ignores_line_endings()
        => Assert.Equal(new Migration("a", "SELECT 1;\nSELECT 2;").Checksum, new Migration("a", "SELECT 1;\r\nSELECT 2;").Checksum);

    private static async Task<bool> ApplyAsync(NpgsqlDataSource source, Migration script)
    {
        await using var connection = await source.OpenConnectionAsync();
        return (await Migrator.ApplyAsync(connection, [script], TimeProvider.System, default)).Count == 1;
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private static Task<object?> ExecuteAsync(NpgsqlDataSource source, string sql) => ScalarAsync(source, sql);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Host=db;Database=x;Password=hunter2;Prot=5432")]
    [InlineData("Host=db;Database=x;Password=hunter2;Port=hunter2")]
    [InlineData("Password=hunter2")]
    [InlineData("hunter2")]
    public async Task Invalid_connection_string_stops_the_service_and_is_named_without_its_password(string? value)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestService.StartAsync("replaced", NoBroker, settings: ("ConnectionStrings:test", value)));
        Assert.Contains("ConnectionStrings:test", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_broker_address_stops_the_service_and_is_named()
    {
        var database = await postgres.CreateDatabaseAsync();
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestService.StartAsync(database, "", builder => builder.AddOutbox("test-service")));
        Assert.Contains("ConnectionStrings:kafka", refusal.Message, StringComparison.Ordinal);
    }
}

/// <summary>Takes the database server away, so it has one of its own.</summary>
public sealed class DatabaseOutageTests
{
    [Fact]
    public async Task Service_waits_for_a_starting_database()
    {
        var postgres = new PostgresServer();
        await postgres.StartAsync();
        var database = await postgres.CreateDatabaseAsync();
        await postgres.StopAsync();

        var starting = TestService.StartAsync(database, "127.0.0.1:1");
        Assert.False(starting.IsCompleted);
        await postgres.StartAsync();
        await using (await starting)
        {
        }

        await postgres.DisposeAsync();
    }
}
