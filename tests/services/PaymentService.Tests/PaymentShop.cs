using System.Text.Json.Nodes;
using Ecommerce.Conformance;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.PaymentService.Tests;

/// <summary>payment-service as a process, on a real database and broker; the tests play order-service and user-service.</summary>
public class PaymentShop : IAsyncLifetime
{
    private readonly PostgresServer postgres = new();
    private readonly BrokerServer broker = new();
    private TestTokens? tokens;
    private ServiceProcess? process;
    private KafkaTap? orders;
    private KafkaTap? payments;
    private KafkaTap? users;
    private string database = "";

    public TestTokens Tokens => tokens!;
    public ServiceProcess Process => process!;
    public NpgsqlDataSource Database { get; private set; } = null!;
    public KafkaTap Orders => orders!;
    public KafkaTap Users => users!;
    public IReadOnlyCollection<TappedMessage> Said => payments!.Messages;

    /// <summary>The settings of the provider, with short delays.</summary>
    protected virtual Dictionary<string, string> ProviderSettings => new()
    {
        ["ProviderCalls__Timeout"] = "00:00:00.500",
        ["ProviderCalls__RetryAfter"] = "00:00:00.100",
        ["ProviderCalls__LongestWait"] = "00:00:02",
        ["Reconciliation__Age"] = "00:00:00",
        ["SimulatedProvider__WebhookDelay"] = "00:00:01",
        ["SimulatedProvider__WebhookSecret"] = Webhook.Secret,
        ["SimulatedProvider__PreviousWebhookSecret"] = Webhook.PreviousSecret,
    };

    public virtual async ValueTask InitializeAsync()
    {
        await Lifetimes.InitializeAllAsync(postgres, broker);
        tokens = await TestTokens.StartAsync();
        (orders, payments) = (new(broker.ConnectionString, "orders.v1"), new(broker.ConnectionString, "payments.v1"));
        users = new(broker.ConnectionString, "users.v1");
        database = await postgres.CreateDatabaseAsync();
        Database = NpgsqlDataSource.Create(database);
        await StartProcessAsync();
    }

    /// <summary>The settings of the service.</summary>
    public Dictionary<string, string> Settings => new(Tokens.Environment.Concat(ProviderSettings))
    {
        ["ConnectionStrings__payments"] = database,
        ["ConnectionStrings__kafka"] = broker.ConnectionString,
        ["CatchUp__Interval"] = "00:00:01",
    };

    protected async Task StartProcessAsync() => process = await ServiceProcess.StartAsync("Ecommerce.PaymentService", Settings);

    public Payer Payer(params string[] permissions) => new(this, Guid.CreateVersion7(), permissions);

    public async Task<JsonNode> WaitForEventAsync(string type, Guid orderId, int times = 1)
    {
        await Eventually.Async(() => EventsOf(type, orderId).Count >= times, $"{type} of {orderId} is said {times} times");
        return JsonNode.Parse(EventsOf(type, orderId)[^1].Value)!;
    }

    public IReadOnlyList<TappedMessage> EventsOf(string type, Guid orderId)
        => [.. Said.Where(message => message.Key == $"{orderId}" && message.Headers["ce_type"] == $"{type}.v1")];

    /// <summary>The order's balance at the provider according to the ledger.</summary>
    public Task<decimal> BalanceAsync(Guid order) => ScalarAsync<decimal>(
        $"select coalesce(sum(amount), 0) from ledger_entries where account = 'provider-balance' and order_id = '{order}'");

    /// <summary>Waits until a worker has counted a row that it could not handle.</summary>
    public Task CountsAsync(string worker) => Eventually.Async(
        async () => PrometheusPage.Read(await Process.Client.GetStringAsync("/metrics")).Of("ecommerce_background_rows_quarantined_total")
            .Any(sample => sample.Labels["worker"] == worker && sample.Value >= 1),
        $"{worker} counts it");

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

    public virtual async ValueTask DisposeAsync()
    {
        await (process?.DisposeAsync() ?? default);
        await (orders?.DisposeAsync() ?? default);
        await (payments?.DisposeAsync() ?? default);
        await (users?.DisposeAsync() ?? default);
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
