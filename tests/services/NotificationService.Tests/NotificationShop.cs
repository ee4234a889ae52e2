using System.Globalization;
using System.Text.Json.Nodes;
using Dapper;
using Ecommerce.Conformance;
using Ecommerce.NotificationService.Tests.Servers;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.NotificationService.Tests;

/// <summary>notification-service as a process, on a real database and broker; the tests play its neighbours.</summary>
public class NotificationShop : IAsyncLifetime
{
    public const string SmsAccount = "AC0123456789";
    public const string SmsToken = "sms-token";
    public const string SmsFrom = "+4930123456";
    public const string Storefront = "https://shop.example";
    public const string BackOffice = "https://office.shop.example";
    public const string Api = "https://api.shop.example";

    private readonly PostgresServer postgres = new();
    private readonly BrokerServer broker = new();

    // For separate processes: in the same consumer group they would receive the events of the other process.
    private readonly BrokerServer brokerAside = new();
    private readonly Dictionary<string, KafkaTap> topics = [];
    private TestTokens? tokens;
    private StubUsers? users;
    private WebStub? web;
    private ServiceProcess? process;

    public SmtpSink Mail { get; } = new();
    public TestTokens Tokens => tokens!;
    public StubUsers Users => users!;

    /// <summary>The SMS provider, and the endpoints of shop owners.</summary>
    public WebStub Web => web!;

    public ServiceProcess Process => process!;
    public HttpClient Http => Process.Client;
    public NpgsqlDataSource Database { get; private set; } = null!;
    public string ConnectionString { get; private set; } = "";

    /// <summary>The settings of the service, with short delays.</summary>
    public Dictionary<string, string> Settings() => new(Tokens.Environment)
    {
        ["ConnectionStrings__notifications"] = ConnectionString,
        ["ConnectionStrings__kafka"] = broker.ConnectionString,
        ["services__user-service__http__0"] = Users.Address.ToString(),
        ["services__order-service__http__0"] = Users.Address.ToString(),
        ["services__payment-service__http__0"] = Users.Address.ToString(),
        ["services__catalog-service__http__0"] = Users.Address.ToString(),
        ["services__cart-service__http__0"] = Users.Address.ToString(),
        ["CatchUp__Interval"] = "00:00:00.500",
        ["ServiceAccount__Name"] = "notification-service",
        ["ServiceAccount__Secret"] = StubUsers.Secret,
        ["Keys__Master"] = "a key of the tests, long enough",
        ["Links__Storefront"] = Storefront,
        ["Links__BackOffice"] = BackOffice,
        ["Links__Api"] = Api,
        ["Smtp__Host"] = "127.0.0.1",
        ["Smtp__Port"] = Mail.Port.ToString(CultureInfo.InvariantCulture),
        ["Smtp__From"] = "Der Läden <shop@shop.example>",
        ["Smtp__Timeout"] = "00:00:02",
        ["Sms__AccountSid"] = SmsAccount,
        ["Sms__AuthToken"] = SmsToken,
        ["Sms__From"] = SmsFrom,
        ["Sms__BaseAddress"] = Web.Address.ToString(),
        ["Messages__ReviewInvitationAfter"] = "00:00:01",
        ["Delivery__RetryAfter"] = "00:00:00.200",
        ["Delivery__LongestWait"] = "00:00:00.500",
        ["Delivery__MostAttempts"] = "4",
        ["Delivery__SweepInterval"] = "00:00:00.200",
        ["Webhooks__AllowLoopback"] = "true",
        ["Webhooks__RetryAfter"] = "00:00:00.200",
        ["Webhooks__LongestWait"] = "00:00:00.800",
        ["Webhooks__BreakAfter"] = "3",
        ["Webhooks__Break"] = "00:00:00.500",
        ["Webhooks__SweepInterval"] = "00:00:00.200",
    };

    /// <summary>The settings of a second process, with its own database, mail server and broker.</summary>
    public Dictionary<string, string> SettingsAside(string database, SmtpSink mail) => new(Settings())
    {
        ["ConnectionStrings__notifications"] = database,
        ["ConnectionStrings__kafka"] = brokerAside.ConnectionString,
        ["Smtp__Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Adds a message to a database as a handler would.</summary>
    public static async Task AddMessageAsync(string database, Guid user)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync($$"""
            INSERT INTO messages (id, cause, kind, channel, user_id, data, status, due_at, not_after, created_at)
            VALUES (gen_random_uuid(), 'event:{{user}}', 'welcome', 'email', '{{user}}', '{}', 'Pending',
                now(), now() + interval '1 day', now())
            """);
    }

    public async ValueTask InitializeAsync()
    {
        await Lifetimes.InitializeAllAsync(postgres, broker, brokerAside);
        tokens = await TestTokens.StartAsync();
        users = await StubUsers.StartAsync(tokens);
        web = await WebStub.StartAsync();
        foreach (var topic in new[] { "users.v1", "orders.v1", "payments.v1", "carts.v1", "catalog.v1" })
            topics[topic] = new KafkaTap(broker.ConnectionString, topic);
        ConnectionString = await CreateDatabaseAsync();
        Database = NpgsqlDataSource.Create(ConnectionString);
        process = await StartAsync(Settings());
    }

    /// <summary>Waits until a worker has counted a row that it could not handle.</summary>
    public Task CountsAsync(string worker) => Eventually.Async(
        async () => PrometheusPage.Read(await Process.Client.GetStringAsync("/metrics")).Of("ecommerce_background_rows_quarantined_total")
            .Any(sample => sample.Labels["worker"] == worker && sample.Value >= 1),
        $"{worker} counts it");

    public Task<string> CreateDatabaseAsync() => postgres.CreateDatabaseAsync();

    public static Task<ServiceProcess> StartAsync(Dictionary<string, string> settings)
        => ServiceProcess.StartAsync("Ecommerce.NotificationService", settings);

    /// <summary>Publishes an event; the same id again is a redelivery.</summary>
    public async Task<Guid> PublishAsync(string topic, string type, Guid key, JsonObject data, Guid? id = null)
    {
        var eventId = id ?? Guid.CreateVersion7();
        await topics[topic].PublishEventAsync($"{type}.v1", $"{key}", data.ToJsonString(), id: eventId);
        return eventId;
    }

    /// <summary>Publishes a body that is not an event of its type.</summary>
    public Task PublishInvalidAsync(string topic, string type, Guid id)
        => topics[topic].PublishEventAsync($"{type}.v1", "key", """{"orderId":"none"}""", id: id);

    /// <summary>Waits for the mails to an address, in the order of their arrival.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> MailsAsync(string address, int count = 1)
    {
        await Eventually.Async(() => Mail.To(address).Count >= count, $"{count} mails to {address}");
        return Mail.To(address);
    }

    /// <summary>The statuses of a person's messages of a kind, oldest first.</summary>
    public Task<IReadOnlyList<string>> StatusesAsync(Guid user, string kind) => QueryAsync<string>(
        $"SELECT status || coalesce(' ' || reason, '') FROM messages WHERE user_id = '{user}' AND kind = '{kind}' ORDER BY id");

    public Task StatusAsync(Guid user, string kind, string status) => Eventually.Async(
        async () => string.Join(", ", await StatusesAsync(user, kind)), seen => seen == status, $"{kind} is {status}");

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    /// <summary>Waits until every event of the topics so far is handled: publishes one more and waits for it.</summary>
    public async Task SettledAsync(string topic, string type, Guid key, JsonObject data)
    {
        var id = await PublishAsync(topic, type, key, data);
        await HandledAsync(id);
    }

    public Task HandledAsync(Guid id) => Eventually.Async(
        async () => (await QueryAsync<int>(
            $"SELECT 1 FROM inbox WHERE event_id = '{id}' AND consumer = 'notification-service'")).Count == 1, $"event {id} is handled");

    public async ValueTask DisposeAsync()
    {
        await (process?.DisposeAsync() ?? default);
        foreach (var topic in topics.Values)
            await topic.DisposeAsync();
        await (Database?.DisposeAsync() ?? default);
        await Mail.DisposeAsync();
        await (web?.DisposeAsync() ?? default);
        await (users?.DisposeAsync() ?? default);
        await (tokens?.DisposeAsync() ?? default);
        await broker.DisposeAsync();
        await brokerAside.DisposeAsync();
        await postgres.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class NotificationShopCollection : ICollectionFixture<NotificationShop>
{
    public const string Name = "notification shop";
}
