using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Conformance;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;

namespace Ecommerce.CatalogService.Tests;

/// <summary>Two processes of catalog-service over one database, one broker and one Redis.</summary>
public abstract class TwoReplicas(IDatabaseServer server) : IAsyncLifetime
{
    private readonly BrokerServer broker = new();
    private TestTokens? tokens;
    private ServiceProcess[] processes = [];

    public RedisServer Redis { get; } = new();

    public string Broker => broker.ConnectionString;

    public ServiceProcess this[int replica]
    {
        get
        {
            server.SkipIfMissing();
            return processes[replica];
        }
    }

    public HttpClient StaffClient(int replica)
    {
        var client = new HttpClient { BaseAddress = this[replica].Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", tokens!.Issue(Guid.CreateVersion7(), Permissions.ProductsRead, Permissions.ProductsWrite));
        return client;
    }

    /// <summary>Makes a product by the first replica.</summary>
    public async Task<Uri> CreateAsync(string sku, int stock)
    {
        var created = await StaffClient(0).PostAsJsonAsync(
            "/products", new { name = "Lamp", category = "Lighting", sku, price = new Money(10, "EUR"), stock });
        return created.EnsureSuccessStatusCode().Headers.Location!;
    }

    public async Task<int> AvailableAsync(int replica, Uri product)
    {
        var read = await this[replica].Client.GetFromJsonAsync<JsonElement>(product);
        return read.GetProperty("variants")[0].GetProperty("available").GetInt32();
    }

    public async Task AdjustAsync(int replica, string sku, int change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/products/variants/{sku}/stock");
        request.Content = JsonContent.Create(new { change, reason = "found" });
        request.Headers.Add("Idempotency-Key", $"{Guid.CreateVersion7()}");
        (await StaffClient(replica).SendAsync(request)).EnsureSuccessStatusCode();
    }

    public async ValueTask InitializeAsync()
    {
        if (server.Missing is not null)
            return;

        await Lifetimes.InitializeAllAsync(server, broker, Redis);
        tokens = await TestTokens.StartAsync();
        var settings = new Dictionary<string, string>(tokens.Environment)
        {
            ["ConnectionStrings__catalog"] = await server.CreateDatabaseAsync(),
            ["ConnectionStrings__kafka"] = Broker,
            ["ConnectionStrings__redis"] = Redis.ConnectionString,
        };
        processes = await Task.WhenAll(StartAsync(settings), StartAsync(settings));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
        await (tokens?.DisposeAsync() ?? default);
        await Lifetimes.DisposeAllAsync(Redis, broker, server);
    }

    private static async Task<ServiceProcess> StartAsync(Dictionary<string, string> settings)
    {
        var process = await ServiceProcess.StartAsync("Ecommerce.CatalogService", settings);
        await Eventually.Async(async () => (await process.Client.GetAsync("/health")).IsSuccessStatusCode, "catalog-service is ready");
        return process;
    }
}

public sealed class TwoReplicasOnPostgres() : TwoReplicas(new PostgresServer());

public sealed class TwoReplicasOnMongo() : TwoReplicas(new MongoServer());
