using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Bench;

/// <summary>What services run on, and the services themselves as in production, each measure with databases of its own.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly PostgresServer postgres = new() { Durable = true };
    private readonly BrokerServer broker = new();
    private TestTokens? tokens;

    public RedisServer Redis { get; } = new();

    /// <summary>An authority that answers at once, where user-service is not what is measured.</summary>
    public TestTokens Tokens => tokens!;

    public static async Task<Servers> StartAsync()
    {
        var servers = new Servers { tokens = await TestTokens.StartAsync() };
        await Lifetimes.InitializeAllAsync(servers.postgres, servers.broker, servers.Redis);
        return servers;
    }

    /// <summary>An empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var connection = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());
        connection.Remove("Maximum Pool Size"); // the services' own choice is part of what is measured
        return connection.ConnectionString;
    }

    /// <param name="assembly">Such as <c>Ecommerce.CartService</c>.</param>
    /// <param name="authority">Where the keys of its callers' tokens are; null: <see cref="Tokens"/>.</param>
    /// <param name="settings">What it needs besides.</param>
    public Task<ServiceProcess> StartAsync(string assembly, Uri? authority, params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>(Tokens.Environment)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__kafka"] = broker.ConnectionString,
            ["ConnectionStrings__redis"] = Redis.ConnectionString,
        };
        if (authority is not null)
            environment["services__user-service__http__0"] = authority.ToString();
        foreach (var (name, value) in settings)
            environment[name] = value;
        return ServiceProcess.StartAsync(assembly, environment);
    }

    public async ValueTask DisposeAsync()
    {
        await (tokens?.DisposeAsync() ?? default);
        await Lifetimes.DisposeAllAsync(postgres, broker, Redis);
    }
}
