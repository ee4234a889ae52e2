using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.AnalyticsService.Tests;

/// <summary>
/// analytics-service as a process, on a real database and broker, between stubs of the services whose events and exports it reads.
/// </summary>
public class AnalyticsShop : IAsyncLifetime
{
    private static readonly string[] Sources = ["order-service", "payment-service", "catalog-service", "review-service", "cart-service"];

    private readonly PostgresServer postgres = new();
    private readonly BrokerServer broker = new();
    private readonly Dictionary<string, KafkaTap> topics = [];
    private TestTokens? tokens;
    private StubSources? stub;
    private ServiceProcess? process;
    private string database = "";

    public TestTokens Tokens => tokens!;
    public StubSources Stub => stub!;
    public ServiceProcess Process => process!;
    public NpgsqlDataSource Database { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        await Lifetimes.InitializeAllAsync(postgres, broker);
        tokens = await TestTokens.StartAsync();
        stub = await StubSources.StartAsync();
        foreach (var topic in new[] { Topics.Users, Topics.Catalog, Topics.Carts, Topics.Orders, Topics.Payments, Topics.Reviews })
            topics[topic] = new(broker.ConnectionString, topic);
        database = await postgres.CreateDatabaseAsync();
        Database = NpgsqlDataSource.Create(database);
        process = await StartAsync();
    }

    /// <summary>One more replica, which the caller ends.</summary>
    public Task<ServiceProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>(Tokens.Environment)
        {
            ["ConnectionStrings__analytics"] = database,
            ["ConnectionStrings__kafka"] = broker.ConnectionString,
            ["CatchUp__Interval"] = "00:00:00.500",
            ["Proxy__Secret"] = TestProxy.Secret,
        };
        foreach (var source in Sources)
            environment[$"services__{source}__http__0"] = Stub.Address.ToString();
        foreach (var (name, value) in settings)
            environment[name] = value;
        return ServiceProcess.StartAsync("Ecommerce.AnalyticsService", environment);
    }

    /// <summary>Kills it where it stands and starts it again.</summary>
    public async Task CrashAsync()
    {
        await Process.KillAsync();
        await Process.DisposeAsync();
        process = await StartAsync();
    }

    public Task PublishAsync<TEvent>(TEvent message, Guid? id = null)
        where TEvent : IIntegrationEvent
        => topics[TEvent.Topic].PublishEventAsync(TEvent.Type, message.Key, Json(message), id: id);

    public Task PublishAsync(string topic, string type, string key, string json) => topics[topic].PublishEventAsync(type, key, json);

    public static string Json<TEvent>(TEvent message) => JsonSerializer.Serialize(message, typeof(TEvent), ContractsJson.Default);

    public async Task WaitUntilAppliedAsync(Guid eventId)
        => await Eventually.Async(
            async () => await ScalarAsync<long>("SELECT count(*) FROM inbox WHERE event_id = @eventId", new { eventId }) == 1,
            $"event {eventId} is applied");

    /// <summary>Publishes an event and waits until it is applied.</summary>
    public async Task PublishAndApplyAsync<TEvent>(TEvent message)
        where TEvent : IIntegrationEvent
    {
        var id = Guid.CreateVersion7();
        await PublishAsync(message, id);
        await WaitUntilAppliedAsync(id);
    }

    public async Task<T> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    /// <summary>A report's rows; the report must be given.</summary>
    public async Task<JsonArray> RowsAsync(string report)
    {
        var (status, body) = await GetAsync($"/analytics/{report}");
        Assert.True(status == 200, $"{status}: {body}");
        return body!["rows"]!.AsArray();
    }

    public Task<(int Status, JsonNode? Body)> GetAsync(string path, params string[] permissions)
        => SendAsync(HttpMethod.Get, path, permissions.Length > 0 ? permissions : ["analytics:read", "analytics:write"]);

    public Task<(int Status, JsonNode? Body)> PostAsync(string path) => SendAsync(HttpMethod.Post, path, ["analytics:write"]);

    public async Task<(int Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, string[] permissions)
    {
        using var request = Request(method, path, permissions);
        using var response = await Process.Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.StartsWith('{') ? JsonNode.Parse(body) : null);
    }

    public HttpRequestMessage Request(HttpMethod method, string path, params string[] permissions) => new(method, path)
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Issue(Guid.CreateVersion7(), permissions)) },
    };

    public virtual async ValueTask DisposeAsync()
    {
        await (process?.DisposeAsync() ?? default);
        foreach (var topic in topics.Values)
            await topic.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
        await (stub?.DisposeAsync() ?? default);
        await (tokens?.DisposeAsync() ?? default);
        await broker.DisposeAsync();
        await postgres.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class AnalyticsShopCollection : ICollectionFixture<AnalyticsShop>
{
    public const string Name = "analytics shop";
}
