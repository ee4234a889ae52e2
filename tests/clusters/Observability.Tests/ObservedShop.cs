using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

/// <summary>As much of the shop as an order needs, after a few orders; and a Prometheus that has looked at it.</summary>
public sealed class ObservedShop : IAsyncLifetime
{
    public const string Namespace = "ecommerce";

    /// <summary>The gateway wants to know where they are; nobody is there.</summary>
    private static readonly string[] Absent = ["cart-service", "notification-service", "review-service", "search-service",
        "analytics-service"];

    private readonly PostgresServer postgres = new();
    private readonly RedisServer redis = new();
    private readonly BrokerServer broker = new();
    private readonly Dictionary<string, ServiceProcess> services = [];
    private TestTokens? tokens;
    private PrometheusServer? prometheus;

    internal PrometheusServer Prometheus => prometheus!;

    /// <summary>Their names.</summary>
    public IReadOnlyCollection<string> Services => services.Keys;

    /// <summary>What a service has written to its console.</summary>
    public string Console(string service) => services[service].Output;

    public async ValueTask InitializeAsync()
    {
        if (Programs.Missing(Programs.Prometheus) is not null)
            return;

        await Lifetimes.InitializeAllAsync(postgres, redis, broker);
        tokens = await TestTokens.StartAsync();
        await Task.WhenAll(StartAsync("catalog-service", "catalog"), StartAsync("payment-service", "payments"),
            StartAsync("user-service", "users"));
        await StartAsync("order-service", "orders");
        await StartAsync("gateway");
        await new Shopping(services["gateway"].Client, tokens).GoAsync();
        prometheus = await PrometheusServer.StartAsync(services.ToDictionary(service => service.Key, service => service.Value.Address));
    }

    public async ValueTask DisposeAsync()
    {
        await (prometheus?.DisposeAsync() ?? default);
        foreach (var service in services.Values)
            await service.DisposeAsync();
        await (tokens?.DisposeAsync() ?? default);
        if (tokens is null)
            return;
        await Lifetimes.DisposeAllAsync(broker, redis, postgres);
    }

    /// <summary>How the component has a service write.</summary>
    private static IEnumerable<(string Setting, string Value)> ConsoleSettings(string service)
        => Kustomize.BaseWith("observability").Get("Deployment", service).Root.Each("spec.template.spec.containers").First().Each("env")
            .Where(one => one.Text("name")!.StartsWith("Logging__Console__", StringComparison.Ordinal))
            .Select(one => (one.Text("name")!, one.Text("value")!));

    private async Task StartAsync(string name, string? database = null)
    {
        var environment = new Dictionary<string, string>(tokens!.Environment)
        {
            ["OTEL_SERVICE_NAME"] = name,
            ["ConnectionStrings__kafka"] = broker.ConnectionString,
            ["ConnectionStrings__redis"] = redis.ConnectionString,
            // The authority stands where user-service is.
            ["Authentication__Authority"] = "http://authority",
            ["services__authority__http__0"] = tokens.Address.ToString(),
            ["JWT_EXPIRATION"] = "3600",
            ["PASSWORD_HASH_ITERATIONS"] = "210000",
            ["SIGNING_KEY_PASSPHRASE"] = "a passphrase of the tests",
            ["ProviderCalls__Timeout"] = "00:00:00.500",
        };
        foreach (var (setting, value) in ConsoleSettings(name))
            environment[setting] = value;
        if (database is not null)
            environment[$"ConnectionStrings__{database}"] = await postgres.CreateDatabaseAsync();
        foreach (var other in Absent)
            environment[$"services__{other}__http__0"] = "http://127.0.0.1:1";
        foreach (var (other, process) in services.ToArray())
            environment[$"services__{other}__http__0"] = process.Address.ToString();
        var started = await ServiceProcess.StartAsync(
            $"Ecommerce.{string.Concat(name.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]))}", environment);
        lock (services)
            services[name] = started;
    }
}

[CollectionDefinition(Name)]
public sealed class ObservedShopCollection : ICollectionFixture<ObservedShop>
{
    public const string Name = "observed shop";
}
