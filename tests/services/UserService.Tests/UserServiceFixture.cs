using System.Text.Json.Nodes;
using Dapper;
using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;
using Ecommerce.UserService.Tests.SocialLogin;
using Npgsql;

namespace Ecommerce.UserService.Tests;

/// <summary>The service as a process, with a database of its own.</summary>
public sealed class UserServiceFixture : IAsyncLifetime
{
    public const string Issuer = "https://ecommerce.example";
    public const string Audience = "ecommerce";
    public const string DemoPassword = "demo horse 9";
    public const string KeyPassphrase = "a passphrase of the tests";
    public const string ServiceSecret = "a secret of the tests";
    public const int TokenLifetimeSeconds = 600;

    private ServiceProcess process = null!;
    private SocialLoginFixture? social;
    private readonly Dictionary<string, (Tokens Tokens, long At)> signedIn = new(StringComparer.Ordinal);

    public PostgresServer Postgres { get; } = new();
    public BrokerServer Broker { get; } = new();
    public HttpClient Http => process.Client;

    /// <summary>What the service has logged.</summary>
    public string Output => process.Output;

    public NpgsqlDataSource Database { get; private set; } = null!;

    /// <summary>Its database's connection string.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>What the service needs to start.</summary>
    public Dictionary<string, string> Environment(string database) => new()
    {
        ["ConnectionStrings__users"] = database,
        ["ConnectionStrings__kafka"] = Broker.ConnectionString,
        ["Authentication__Authority"] = "http://user-service",
        ["Authentication__Issuer"] = Issuer,
        ["Authentication__Audience"] = Audience,
        ["JWT_EXPIRATION"] = $"{TokenLifetimeSeconds}",
        ["PASSWORD_HASH_ITERATIONS"] = "10000",
        ["SIGNING_KEY_PASSPHRASE"] = KeyPassphrase,
        ["Proxy__Secret"] = TestProxy.Secret,
        ["ServiceAccounts__mail__Secret"] = ServiceSecret,
        ["ServiceAccounts__mail__Permissions__0"] = "users:read",
        // Longer than any test takes: what must wait does wait, also on a slow machine.
        ["Lockout__FirstWait"] = "00:00:30",
        ["DEMO_DATA"] = "true",
        ["DEMO_PASSWORD"] = DemoPassword,
    };

    public static Task<ServiceProcess> StartAsync(Dictionary<string, string> environment)
        => ServiceProcess.StartAsync("Ecommerce.UserService", environment);

    /// <summary>A session of someone who may read users.</summary>
    internal Task<Tokens> StaffAsync() => SignedInAsync("service@ecommerce.example");

    /// <summary>A session of someone who may change users.</summary>
    internal Task<Tokens> AdminAsync() => SignedInAsync("admin@ecommerce.example");

    /// <summary>A session for many tests, renewed before its token expires or its sign-in is no longer recent.</summary>
    private async Task<Tokens> SignedInAsync(string email)
    {
        if (!signedIn.TryGetValue(email, out var session) || TimeProvider.System.GetElapsedTime(session.At) > TimeSpan.FromMinutes(2))
            signedIn[email] = session = (await Http.LoginAsync(email, DemoPassword), TimeProvider.System.GetTimestamp());
        return session.Tokens;
    }

    /// <summary>The events about an account, oldest first, as they are to be published.</summary>
    internal async Task<List<JsonNode>> EventsAsync(string type, Guid id)
    {
        await using var connection = await Database.OpenConnectionAsync();
        var events = await connection.QueryAsync<string>(
            "SELECT data::text FROM outbox WHERE type = @type AND key = @key ORDER BY position", new { type, key = $"{id}" });
        return [.. events.Select(data => JsonNode.Parse(data)!)];
    }

    /// <summary>The link's secret that was sent last.</summary>
    internal async Task<string> MailedTokenAsync(string type, Guid id) => (await EventsAsync(type, id))[^1].Text("token");

    /// <summary>What was done to an account, newest first.</summary>
    internal async Task<string[]> AuditAsync(Guid id)
    {
        var page = await Http.GetAsync($"/users/{id}/audit?limit=100", (await StaffAsync()).Access).ReadAsync(System.Net.HttpStatusCode.OK);
        return [.. page["items"]!.AsArray().Select(entry => entry!.Text("action"))];
    }

    public async ValueTask InitializeAsync()
    {
        await Lifetimes.InitializeAllAsync(Postgres, Broker);
        ConnectionString = await Postgres.CreateDatabaseAsync();
        process = await StartAsync(Environment(ConnectionString));
        Database = NpgsqlDataSource.Create(ConnectionString);
    }

    /// <summary>The service with social login on, beside this one; started when first asked for.</summary>
    internal async Task<SocialLoginFixture> SocialAsync()
    {
        social ??= await SocialLoginFixture.StartAsync(this);
        social.Provider.Behave();
        return social;
    }

    public async ValueTask DisposeAsync()
    {
        if (social is not null)
            await social.DisposeAsync();
        await process.DisposeAsync();
        await Database.DisposeAsync();
        await Postgres.DisposeAsync();
        await Broker.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class UserServiceCollection : ICollectionFixture<UserServiceFixture>
{
    public const string Name = "user-service";
}
