using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.CatalogService.Tests.Moving;

/// <summary>A move that is refused has written nothing, neither to the source nor to the target.</summary>
public sealed class MoveRefusalTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task Empty_source_is_refused_and_both_databases_stay_empty()
    {
        var (from, to) = (await postgres.CreateDatabaseAsync(), await postgres.CreateDatabaseAsync());
        await RefusedAsync(from, to, "holds nothing");
        Assert.Equal((0, 0), (await TablesAsync(from), await TablesAsync(to)));
    }

    [Fact]
    public async Task Source_of_another_application_is_refused_and_left_as_it_is()
    {
        var (from, to) = (await BankAsync(), await postgres.CreateDatabaseAsync());
        await RefusedAsync(from, to, "is not a database of this service");
        Assert.Equal((1, 0), (await TablesAsync(from), await TablesAsync(to)));
    }

    [Fact]
    public async Task Target_of_another_application_is_refused_and_left_as_it_is()
    {
        var (from, to) = (await postgres.CreateDatabaseAsync(), await BankAsync());
        await using var tokens = await TestTokens.StartAsync();
        var settings = new Dictionary<string, string>(tokens.Environment)
        {
            ["ConnectionStrings__catalog"] = from, ["ConnectionStrings__kafka"] = "localhost:1", ["DEMO_DATA"] = "true",
        };
        await using (var service = await ServiceProcess.StartAsync("Ecommerce.CatalogService", settings))
        {
            await Eventually.Async(async () => await CountAsync(from, "products") > 0, "the demo catalogue is imported");
            service.Terminate();
            await service.WaitForExitAsync();
        }

        await RefusedAsync(from, to, "in use for something else");
        Assert.Equal(1, await TablesAsync(to));
    }

    [Theory]
    [InlineData("move", "--help")]
    [InlineData("move", "please")]
    [InlineData("Move")]
    [InlineData("mov")]
    public async Task Unknown_command_prints_the_known_one_and_returns_2(params string[] args)
    {
        var database = await postgres.CreateDatabaseAsync();
        var (exitCode, output) = await ServiceProcess.RunToEndAsync(
            "Ecommerce.CatalogService", new Dictionary<string, string> { ["ConnectionStrings__catalog"] = database }, args);
        Assert.Contains("The only one is: move", output, StringComparison.Ordinal);
        Assert.Equal((2, 0), (exitCode, await TablesAsync(database)));
    }

    [Fact]
    public async Task Wrong_password_or_missing_database_is_refused()
    {
        var good = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());
        var absent = new NpgsqlConnectionStringBuilder(good.ConnectionString) { Database = "absent" };
        await RefusedAsync(good.ConnectionString, absent.ConnectionString, "absent");
        await RefusedAsync(good.ConnectionString, "Host=localhost;Password=secret", "with Host and Database");
    }

    private static async Task RefusedAsync(string from, string to, string because)
    {
        var (exitCode, output) = await MoveFixture.MoveAsync(from, to);
        Assert.Contains(because, output, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
    }

    private async Task<string> BankAsync()
    {
        var bank = await postgres.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(bank);
        await using var create = source.CreateCommand("CREATE TABLE bank_accounts (id int); INSERT INTO bank_accounts VALUES (1)");
        await create.ExecuteNonQueryAsync();
        return bank;
    }

    private static Task<long> TablesAsync(string database)
        => ScalarAsync(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");

    private static async Task<long> CountAsync(string database, string table)
        => await ScalarAsync(database, $"SELECT CASE WHEN to_regclass('{table}') IS NULL THEN 0 ELSE 1 END") == 0
            ? 0
            : await ScalarAsync(database, $"SELECT count(*) FROM {table}");

    private static async Task<long> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
