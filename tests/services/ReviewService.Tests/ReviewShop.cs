using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.ReviewService.Tests;

/// <summary>review-service as a process, on a real database and broker; the tests play the catalogue, orders and users.</summary>
public abstract class ReviewShop(IDatabaseServer server) : IAsyncLifetime
{
    private readonly BrokerServer broker = new();
    private Dictionary<string, string> settings = [];
    private TestTokens? tokens;
    private ServiceProcess? process;
    private KafkaTap? catalog;
    private KafkaTap? orders;
    private KafkaTap? users;
    private KafkaTap? reviews;

    /// <summary>What the database holds.</summary>
    internal IReviewOracle Oracle { get; private set; } = null!;

    /// <summary>The settings of the service.</summary>
    public IReadOnlyDictionary<string, string> Settings
    {
        get
        {
            server.SkipIfMissing();
            return settings;
        }
    }

    public HttpClient Http => process!.Client;

    public KafkaTap Orders => orders!;

    public KafkaTap Users => users!;

    public IReadOnlyCollection<TappedMessage> PublishedEvents => reviews!.Messages;

    public async ValueTask InitializeAsync()
    {
        if (server.Missing is not null)
            return;

        await Lifetimes.InitializeAllAsync(server, broker);
        tokens = await TestTokens.StartAsync();
        (catalog, orders) = (new(broker.ConnectionString, "catalog.v1"), new(broker.ConnectionString, "orders.v1"));
        (users, reviews) = (new(broker.ConnectionString, "users.v1"), new(broker.ConnectionString, "reviews.v1"));
        var database = await server.CreateDatabaseAsync();
        Oracle = Look(database);
        settings = new Dictionary<string, string>(tokens.Environment)
        {
            ["ConnectionStrings__reviews"] = database,
            ["ConnectionStrings__kafka"] = broker.ConnectionString,
            ["Reviews__HideAfterReports"] = "2",
        };
        process = await ServiceProcess.StartAsync("Ecommerce.ReviewService", settings);
    }

    public Person Person(params string[] permissions)
    {
        server.SkipIfMissing();
        var id = Guid.CreateVersion7();
        return new(this, id, tokens!.Issue(id, permissions));
    }

    public Person Moderator() => Person("reviews:moderate", "reviews:read");

    /// <summary>A product that the catalogue shows.</summary>
    public async Task<Guid> ProductAsync()
    {
        var product = Guid.CreateVersion7();
        await ShowAsync(product, version: 1, published: true);
        await KnownAsync(product, shown: true);
        return product;
    }

    public Task ShowAsync(Guid product, long version, bool published)
        => catalog!.PublishEventAsync("product-changed.v1", $"{product}", new JsonObject
        {
            ["productId"] = $"{product}", ["version"] = version, ["name"] = "Tent", ["description"] = "", ["brand"] = "", ["category"] = "",
            ["variants"] = new JsonArray(),
            ["tags"] = new JsonArray(), ["published"] = published, ["changedAt"] = "2026-01-01T00:00:00Z",
        }.ToJsonString());

    public Task WithdrawAsync(Guid product, long version) => catalog!.PublishEventAsync(
        "product-deleted.v1", $"{product}", $$"""{"productId":"{{product}}","version":{{version}},"deletedAt":"2026-01-01T00:00:00Z"}""");

    /// <summary>An order of these products arrives.</summary>
    public Task DeliverAsync(Guid user, Guid[] products, Guid? eventId = null)
    {
        var order = Guid.CreateVersion7();
        var lines = products.Select(product => (JsonNode)new JsonObject
        {
            ["sku"] = "S", ["productId"] = $"{product}", ["name"] = "Tent", ["quantity"] = 1,
            ["unitPrice"] = new JsonObject { ["amount"] = 1, ["currency"] = "EUR" },
        });
        return orders!.PublishEventAsync("order-delivered.v1", $"{order}", new JsonObject
        {
            ["orderId"] = $"{order}", ["userId"] = $"{user}", ["lines"] = new JsonArray([.. lines]),
            ["deliveredAt"] = "2026-01-01T00:00:00Z",
        }.ToJsonString(), id: eventId);
    }

    public Task KnownAsync(Guid product, bool shown) => ThereIsAsync("products", "the product is known", ("id", product), ("shown", shown));

    /// <summary>Waits for a row.</summary>
    public Task ThereIsAsync(string table, string what, params (string Column, object? Value)[] where)
        => Eventually.Async(async () => await Oracle.CountAsync(table, where) > 0, what, TimeSpan.FromSeconds(40));

    /// <summary>The events of a product in order, with their types.</summary>
    public List<(string Type, JsonNode Event)> EventsOf(Guid product)
        => [.. PublishedEvents.Where(message => message.Key == $"{product}")
            .Select(message => (message.Headers["ce_type"], JsonNode.Parse(message.Value)!))];

    /// <summary>The histogram and version of the last rating event, once all events are published.</summary>
    public async Task<(int[] Histogram, long Version)> LastRatingAsync(Guid product)
    {
        await Eventually.Async(async () => await Oracle.CountAsync("outbox", ("published_at", null)) == 0, "the outbox is empty");
        var expected = await Oracle.CountAsync("outbox", ("key", $"{product}"));
        await Eventually.Async(() => EventsOf(product).Count >= expected, "all events are received");
        var last = EventsOf(product).Last(e => e.Type == "rating-changed.v1").Event;
        return ([.. last["histogram"]!.AsArray().Select(count => (int)count!)], (long)last["version"]!);
    }

    public async ValueTask DisposeAsync()
    {
        await (process?.DisposeAsync() ?? default);
        foreach (var tap in new[] { catalog, orders, users, reviews })
            await (tap?.DisposeAsync() ?? default);
        await (Oracle?.DisposeAsync() ?? default);
        await (tokens?.DisposeAsync() ?? default);
        await broker.DisposeAsync();
        await server.DisposeAsync();
    }

    private protected abstract IReviewOracle Look(string database);
}
