using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.OrderService.Tests;

/// <summary>Two replicas of order-service as processes, on a real database and broker, between stubs of their neighbours.</summary>
public class OrderShop : IAsyncLifetime
{
    private readonly PostgresServer postgres = new();
    private readonly BrokerServer broker = new();
    private readonly List<ServiceProcess> replicas = [];
    private string database = "";
    private TestTokens? tokens;
    private StubNeighbours? neighbours;
    private KafkaTap? orders;
    private KafkaTap? catalog;
    private KafkaTap? payments;
    private KafkaTap? users;

    public TestTokens Tokens => tokens!;
    public StubNeighbours Neighbours => neighbours!;
    public NpgsqlDataSource Database { get; private set; } = null!;
    public OrderTopics Topics => new(orders!, catalog!, payments!, users!);
    public ServiceProcess Replica => replicas[0];
    public ServiceProcess OtherReplica => replicas[1];

    /// <summary>
    /// Settings on top of those that every replica needs. Orders to Germany pay shipping and tax, others do not, and may come express or be
    /// collected.
    /// </summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Erasure__SweepInterval"] = "00:00:00.200", ["CatchUp__Interval"] = "00:00:01",
        ["Pricing__Shipping__DE__EUR__Price"] = "4.90", ["Pricing__Shipping__DE__EUR__FreeFrom"] = "50",
        ["Pricing__Methods__standard__Name"] = "Standard", ["Pricing__Methods__standard__Description"] = "By post.",
        ["Pricing__Methods__standard__MinDays"] = "2", ["Pricing__Methods__standard__MaxDays"] = "5",
        ["Pricing__Methods__express__Name"] = "Express", ["Pricing__Methods__express__Description"] = "By courier.",
        ["Pricing__Methods__express__MinDays"] = "1", ["Pricing__Methods__express__MaxDays"] = "2",
        ["Pricing__Methods__express__Rates__DE__EUR__Price"] = "14.90", ["Pricing__Methods__express__Rates__DE__EUR__FreeFrom"] = "100",
        ["Pricing__Methods__pick-up__Name"] = "Pick-up", ["Pricing__Methods__pick-up__NeedsAddress"] = "false",
        ["Pricing__Methods__pick-up__Description"] = "At our shop.",
        ["Pricing__Methods__pick-up__Translations__de__Name"] = "Abholung",
        ["Pricing__Methods__pick-up__Translations__de__Description"] = "Bei uns.",
        ["Pricing__Methods__express__Translations__de__Description"] = "Per Kurier.",
        ["Pricing__Methods__standard__Translations__de__Description"] = "Per Post.",
        ["Pricing__Methods__pick-up__MinDays"] = "1", ["Pricing__Methods__pick-up__MaxDays"] = "1",
        ["Pricing__Methods__pick-up__Rates__DE__EUR__Price"] = "0",
        ["Pricing__Taxes__DE__Rate"] = "0.19", ["Pricing__Taxes__DE__Categories__Books"] = "0.07",
    };

    public async ValueTask InitializeAsync()
    {
        await Lifetimes.InitializeAllAsync(postgres, broker);
        tokens = await TestTokens.StartAsync();
        neighbours = await StubNeighbours.StartAsync();
        orders = new(broker.ConnectionString, "orders.v1");
        catalog = new(broker.ConnectionString, "catalog.v1");
        payments = new(broker.ConnectionString, "payments.v1");
        users = new(broker.ConnectionString, "users.v1");
        database = await postgres.CreateDatabaseAsync();
        Database = NpgsqlDataSource.Create(database);
        replicas.Add(await StartReplicaAsync());
        replicas.Add(await StartReplicaAsync());
    }

    public Shopper Shopper(ServiceProcess? process = null, params string[] permissions)
        => Shopper(Guid.CreateVersion7(), process, permissions);

    public Shopper Shopper(Guid user, ServiceProcess? process = null, params string[] permissions)
        => new(process ?? Replica, user, Tokens.Issue(user, permissions));

    public async Task<T> ScalarAsync<T>(string sql, params (string Name, object Value)[] parameters)
    {
        await using var command = Database.CreateCommand(sql);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>One more replica, which the caller disposes.</summary>
    public async Task<ServiceProcess> StartReplicaAsync(params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>(Tokens.Environment)
        {
            ["ConnectionStrings__orders"] = database,
            ["ConnectionStrings__kafka"] = broker.ConnectionString,
            ["services__catalog-service__http__0"] = Neighbours.Address.ToString(),
            ["services__cart-service__http__0"] = Neighbours.Address.ToString(),
        };
        foreach (var (name, value) in Settings)
            environment[name] = value;
        foreach (var (name, value) in settings)
            environment[name] = value;
        return await ServiceProcess.StartAsync("Ecommerce.OrderService", environment);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in replicas)
            await replica.DisposeAsync();
        foreach (var tap in new[] { orders, catalog, payments, users })
            await (tap?.DisposeAsync() ?? default);
        if (Database is not null)
            await Database.DisposeAsync();
        await (neighbours?.DisposeAsync() ?? default);
        await (tokens?.DisposeAsync() ?? default);
        await broker.DisposeAsync();
        await postgres.DisposeAsync();
    }
}

/// <summary>The same with short delays of the saga.</summary>
public sealed class ImpatientOrderShop : OrderShop
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Saga__AskAgainAfter"] = "00:00:01", ["Saga__MostAsks"] = "1", ["Saga__SweepInterval"] = "00:00:00.100",
        ["Saga__WatchInterval"] = "00:00:00.200", ["Saga__UnansweredAfter"] = "2",
    };
}

[CollectionDefinition(Name)]
public sealed class OrderShopCollection : ICollectionFixture<OrderShop>
{
    public const string Name = "order shop";
}
