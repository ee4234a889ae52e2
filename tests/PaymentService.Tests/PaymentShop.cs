using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.PaymentService.Tests;

/// <summary>payment-service as a process, on a real database and broker; the tests play order-service.</summary>
public sealed class PaymentShop : IAsyncLifetime
{
    private readonly PostgresServer postgres = new();
    private readonly BrokerServer broker = new();
    private TestTokens? tokens;
    private ServiceProcess? process;
    private KafkaTap? orders;
    private KafkaTap? payments;

    public TestTokens Tokens => tokens!;
    public ServiceProcess Process => process!;
    public NpgsqlDataSource Database { get; private set; } = null!;
    public KafkaTap Orders => orders!;
    public IReadOnlyCollection<TappedMessage> Said => payments!.Messages;

    public async Task InitializeAsync()
    {
        await Task.WhenAll(postgres.InitializeAsync(), broker.InitializeAsync());
        tokens = await TestTokens.StartAsync();
        (orders, payments) = (new(broker.ConnectionString, "orders.v1"), new(broker.ConnectionString, "payments.v1"));
        var database = await postgres.CreateDatabaseAsync();
        Database = NpgsqlDataSource.Create(database);
        process = await ServiceProcess.StartAsync("Ecommerce.PaymentService", new Dictionary<string, string>(tokens.Environment)
        {
            ["ConnectionStrings__payments"] = database,
            ["ConnectionStrings__kafka"] = broker.ConnectionString,
        });
    }

    public Payer Payer(params string[] permissions) => new(this, Guid.CreateVersion7(), permissions);

    public async Task<JsonNode> SaidAsync(string type, Guid orderId, int times = 1)
    {
        await Eventually.Async(() => SaidOf(type, orderId).Count >= times, $"{type} of {orderId} is said {times} times");
        return JsonNode.Parse(SaidOf(type, orderId)[^1].Value)!;
    }

    public IReadOnlyList<TappedMessage> SaidOf(string type, Guid orderId)
        => [.. Said.Where(message => message.Key == $"{orderId}" && message.Headers["ce_type"] == $"{type}.v1")];

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task DisposeAsync()
    {
        await (process?.DisposeAsync() ?? default);
        await (orders?.DisposeAsync() ?? default);
        await (payments?.DisposeAsync() ?? default);
        if (Database is not null)
            await Database.DisposeAsync();
        await (tokens?.DisposeAsync() ?? default);
        await broker.DisposeAsync();
        await postgres.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class PaymentShopCollection : ICollectionFixture<PaymentShop>
{
    public const string Name = "payment shop";
}
