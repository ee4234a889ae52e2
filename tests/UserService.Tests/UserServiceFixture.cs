using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;
using Npgsql;

namespace Ecommerce.UserService.Tests;

/// <summary>The service as a process, with a database of its own.</summary>
public sealed class UserServiceFixture : IAsyncLifetime
{
    public const string Issuer = "https://ecommerce.example";
    public const string Audience = "ecommerce";
    public const string DemoPassword = "demo horse 9";
    public const int TokenLifetimeSeconds = 600;

    private ServiceProcess process = null!;
    private Tokens? staff;

    public PostgresServer Postgres { get; } = new();
    public BrokerServer Broker { get; } = new();
    public HttpClient Http => process.Client;
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
        ["SIGNING_KEY_PASSPHRASE"] = "a passphrase of the tests",
        ["DEMO_DATA"] = "true",
        ["DEMO_PASSWORD"] = DemoPassword,
    };

    public static Task<ServiceProcess> StartAsync(Dictionary<string, string> environment)
        => ServiceProcess.StartAsync("Ecommerce.UserService", environment);

    /// <summary>A session of someone who may read users.</summary>
    internal async Task<Tokens> StaffAsync() => staff ??= await Http.LoginAsync("service@ecommerce.example", DemoPassword);

    public async Task InitializeAsync()
    {
        await Task.WhenAll(Postgres.InitializeAsync(), Broker.InitializeAsync());
        ConnectionString = await Postgres.CreateDatabaseAsync();
        process = await StartAsync(Environment(ConnectionString));
        Database = NpgsqlDataSource.Create(ConnectionString);
    }

    public async Task DisposeAsync()
    {
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
