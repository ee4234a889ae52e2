using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Embedded.Tests;

public sealed class PostgresTests : IAsyncLifetime
{
    private readonly PostgresServer postgres = new();

    public ValueTask InitializeAsync() => postgres.InitializeAsync();

    public ValueTask DisposeAsync() => postgres.DisposeAsync();

    [Fact]
    public async Task Committed_data_survives_a_kill_and_a_restart_on_the_same_port()
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
    public async Task Each_database_is_created_empty_and_separate()
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
    public async Task Extension_is_available(string name)
    {
        await using var database = await NewDatabaseAsync();
        await RunAsync(database, $"CREATE EXTENSION {name}");
    }

    [Fact]
    public async Task Wrong_password_is_refused()
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
