using System.Net;
using Dapper;
using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;
using Npgsql;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class ServiceStartTests(UserServiceFixture service)
{
    [Fact]
    public async Task Replicas_starting_together_share_one_key_and_one_set_of_demo_accounts()
    {
        var database = await service.Postgres.CreateDatabaseAsync();
        var replicas = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => UserServiceFixture.StartAsync(service.Environment(database))));
        await using var first = replicas[0];
        await using var second = replicas[1];

        var tokens = await first.Client.LoginAsync("customer@ecommerce.example", UserServiceFixture.DemoPassword);
        await second.Client.GetAsync("/users/me", tokens.Access).ReadAsync(HttpStatusCode.OK);
        await second.Client.RefreshAsync(tokens.Refresh);

        await using var connection = new NpgsqlConnection(database);
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM signing_keys"));
        Assert.Equal(4, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM users"));
        Assert.Equal(4, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM outbox WHERE type = 'user-registered.v1'"));
    }

    [Fact]
    public async Task Restart_keeps_keys_and_accounts_and_applies_a_new_demo_password()
    {
        var environment = service.Environment(await service.Postgres.CreateDatabaseAsync());
        Tokens tokens;
        await using (var before = await UserServiceFixture.StartAsync(environment))
            tokens = await before.Client.LoginAsync("admin@ecommerce.example", UserServiceFixture.DemoPassword);

        environment["DEMO_PASSWORD"] = "another horse 9";
        await using var after = await UserServiceFixture.StartAsync(environment);

        await after.Client.GetAsync("/users/me", tokens.Access).ReadAsync(HttpStatusCode.OK);
        await after.Client.RefreshAsync(tokens.Refresh);
        await after.Client.LoginAsync("admin@ecommerce.example", "another horse 9");
        await after.Client.TryLoginAsync("admin@ecommerce.example", UserServiceFixture.DemoPassword).ReadAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Private_key_is_stored_encrypted_with_the_passphrase()
    {
        await using var connection = await service.Database.OpenConnectionAsync();
        Assert.StartsWith(
            "-----BEGIN ENCRYPTED PRIVATE KEY-----", await connection.QuerySingleAsync<string>("SELECT private_key FROM signing_keys"),
            StringComparison.Ordinal);

        await AssertStopsAsync(service.ConnectionString, "SIGNING_KEY_PASSPHRASE", "another");
    }

    [Theory]
    [InlineData("ConnectionStrings__users", "nonsense")]
    [InlineData("ConnectionStrings__kafka", "")]
    [InlineData("Authentication__Issuer", "")]
    [InlineData("JWT_EXPIRATION", "59")]
    [InlineData("PASSWORD_HASH_ITERATIONS", "")]
    [InlineData("DEMO_DATA", "maybe")]
    [InlineData("DEMO_PASSWORD", "")]
    public async Task Invalid_setting_stops_the_start_and_is_named(string name, string value)
        => await AssertStopsAsync("Host=127.0.0.1;Port=1;Database=users;Timeout=1", name, value);

    private async Task AssertStopsAsync(string database, string name, string value)
    {
        var environment = service.Environment(database);
        environment[name] = value;

        var (exitCode, output) = await ServiceProcess.RunToEndAsync("Ecommerce.UserService", environment);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(name.Replace("__", ":", StringComparison.Ordinal), output, StringComparison.Ordinal);
    }
}
