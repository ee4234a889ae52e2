using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Embedded.Tests;

public sealed class PostgresTests : IAsyncLifetime
{
    private readonly PostgresServer postgres = new();

    public Task InitializeAsync() => postgres.InitializeAsync();

    public Task DisposeAsync() => postgres.DisposeAsync();

    [Fact]
    public async Task What_was_committed_is_there_after_a_kill_and_a_restart_on_the_same_port()
    {
        await using var database = await NewDatabaseAsync();
        await RunAsync(database, "CREATE TABLE kept (value int)");
        await RunAsync(database, "INSERT INTO kept VALUES (7)");

        await postgres.StopAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(database, "SELECT 1"));
        await postgres.StartAsync();

        Assert.Equal(7, await RunAsync(database, "SELECT value FROM kept"));
    }

    [Fact]
    public async Task Every_database_is_empty_and_its_own()
    {
        await using var one = await NewDatabaseAsync();
        await using var other = await NewDatabaseAsync();
        await RunAsync(one, "CREATE TABLE mine (value int)");

        var failure = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(other, "SELECT count(*) FROM mine"));

        Assert.Equal(PostgresErrorCodes.UndefinedTable, failure.SqlState);
    }

    [Theory]
    [InlineData("pg_trgm")]
    [InlineData("unaccent")]
    public async Task It_brings_the_extension(string name)
    {
        await using var database = await NewDatabaseAsync();
        await RunAsync(database, $"CREATE EXTENSION {name}");
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var settings = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync()) { Password = "wrong", Pooling = false };
        await using var database = NpgsqlDataSource.Create(settings);

        var failure = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(database, "SELECT 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, failure.SqlState);
    }

    private async Task<NpgsqlDataSource> NewDatabaseAsync() => NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());

    private static async Task<object?> RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
