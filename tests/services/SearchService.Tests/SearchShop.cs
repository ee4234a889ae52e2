using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.SearchService.Tests;

/// <summary>search-service as a process, on a real database and broker; the tests play the catalogue, reviews and orders.</summary>
public class SearchShop : IAsyncLifetime
{
    private readonly PostgresServer postgres = new();
    private readonly BrokerServer broker = new();
    private readonly Dictionary<string, KafkaTap> topics = [];
    private TestTokens? tokens;
    private ServiceProcess? process;
    private string database = "";

    public ServiceProcess Process => process!;
    public NpgsqlDataSource Database { get; private set; } = null!;
    public StubCatalogue Catalogue { get; private set; } = null!;
    public TestTokens Tokens => tokens!;

    /// <summary>Settings of the service besides the addresses of its servers.</summary>
    protected virtual IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string>();

    public Dictionary<string, string> Settings => new(Tokens.Environment.Concat(OwnSettings))
    {
        ["ConnectionStrings__search"] = database,
        ["ConnectionStrings__kafka"] = broker.ConnectionString,
        ["services__catalog-service__http__0"] = Catalogue.Address.ToString(),
        ["PopularQueries__LeastCount"] = "3",
        ["PopularQueries__WriteInterval"] = "00:00:00.200",
    };

    public virtual async ValueTask InitializeAsync()
    {
        await Lifetimes.InitializeAllAsync(postgres, broker);
        tokens = await TestTokens.StartAsync();
        Catalogue = await StubCatalogue.StartAsync();
        foreach (var topic in new[] { "catalog.v1", "orders.v1", "reviews.v1" })
            topics[topic] = new(broker.ConnectionString, topic);
        database = await postgres.CreateDatabaseAsync();
        Database = NpgsqlDataSource.Create(database);
        await StartProcessAsync();
    }

    public async Task StartProcessAsync() => process = await ServiceProcess.StartAsync("Ecommerce.SearchService", Settings);

    public Task PublishAsync(string topic, string type, Guid key, JsonNode value, Guid? eventId = null)
        => topics[topic].PublishEventAsync(type, $"{key}", value.ToJsonString(), id: eventId);

    public Task PublishAsync(Sample product, Guid? eventId = null)
        => PublishAsync("catalog.v1", "product-changed.v1", product.Id, product.Changed(), eventId);

    /// <summary>Publishes products and waits until the index has these versions.</summary>
    public async Task PublishAndIndexAsync(params Sample[] products)
    {
        foreach (var product in products)
            await PublishAsync(product);
        await Eventually.Async(
            async () =>
            {
                var index = await IndexAsync();
                return products.All(product => index.GetValueOrDefault(product.Id)?["version"]!.GetValue<long>() >= product.Version);
            },
            $"{products.Length} products are indexed");
    }

    /// <summary>All that the index holds, by id.</summary>
    public async Task<Dictionary<Guid, JsonNode>> IndexAsync()
    {
        var items = new Dictionary<Guid, JsonNode>();
        for (var after = ""; after is not null;)
        {
            var page = await GetAsync($"/search/index?limit=1000{(after.Length > 0 ? $"&after={after}" : "")}", "products:read");
            foreach (var item in page["items"]!.AsArray())
                items[item!["id"]!.GetValue<Guid>()] = item;
            after = page["next"]?.GetValue<string>();
        }

        return items;
    }

    public async Task<JsonNode> GetAsync(string path, params string[] permissions)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path, null, permissions);
        Assert.True(status == 200, $"GET {path} got {status}: {body}");
        return body!;
    }

    /// <summary>The names that a search finds, in their order.</summary>
    public async Task<List<string>> FindAsync(string query)
        => [.. (await GetAsync($"/search?{query}"))["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>())];

    public async Task<(int Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, JsonNode? body, params string[] permissions)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (permissions.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Issue(Guid.CreateVersion7(), permissions));
        using var response = await Process.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length > 0 ? JsonNode.Parse(text) : null);
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await (process?.DisposeAsync() ?? default);
        foreach (var topic in topics.Values)
            await topic.DisposeAsync();
        await (Catalogue?.DisposeAsync() ?? default);
        if (Database is not null)
            await Database.DisposeAsync();
        await (tokens?.DisposeAsync() ?? default);
        await broker.DisposeAsync();
        await postgres.DisposeAsync();
    }
}
