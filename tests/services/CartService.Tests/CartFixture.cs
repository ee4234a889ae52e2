using System.Net.Http.Headers;
using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.CartService.Tests;

/// <summary>cart-service with Redis, the broker and a stub of the catalogue.</summary>
public class CartFixture : ConformanceFixture
{
    private readonly BrokerServer kafka = new();
    private TestTokens? tokens;

    public RedisServer Redis { get; } = new();

    public FlagFolder Flags { get; } = new();

    public FakeCatalogue Catalogue { get; } = new();

    /// <summary>The event log of order-service.</summary>
    public StubEventLog Orders => Catalogue.Orders;

    /// <summary>The event log of user-service.</summary>
    public StubEventLog Users => tokens!.EventLog;

    protected virtual IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string>();

    /// <summary>The broker, which tests stop and start.</summary>
    public BrokerServer Kafka => kafka;

    public string Broker => kafka.ConnectionString;

    /// <summary>A client of this user; without one, an anonymous client.</summary>
    public HttpClient Client(Guid? user = null, params string[] permissions)
    {
        var client = new HttpClient { BaseAddress = Process.Address };
        if (user is { } id)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens!.Issue(id, permissions));
        return client;
    }

    protected override async Task<ServiceUnderTest> StartDependenciesAsync()
    {
        tokens = await TestTokens.StartAsync();
        await Task.WhenAll(Redis.InitializeAsync().AsTask(), kafka.InitializeAsync().AsTask(), Catalogue.StartAsync());
        return new ServiceUnderTest("cart-service", "Ecommerce.CartService")
        {
            Environment = new Dictionary<string, string>(tokens.Environment.Concat(OwnSettings))
            {
                ["ConnectionStrings__redis"] = Redis.ConnectionString,
                ["Features__Directory"] = Flags.Path,
                ["ConnectionStrings__kafka"] = kafka.ConnectionString,
                ["services__catalog-service__http__0"] = Catalogue.Address,
                ["services__order-service__http__0"] = Catalogue.Address,
                ["CatchUp__Interval"] = "00:00:00.500",
            },
            Tokens = tokens,
            Dependencies = [Redis, kafka],
            RequiredSetting = "ConnectionStrings__redis",
            DescribedPath = "/carts",
            Protected = new("/carts/me"),
            JsonCall = new JsonCall(HttpMethod.Post, "/carts/me/items"),
        };
    }

    protected override async Task StopDependenciesAsync()
    {
        Flags.Dispose();
        await Catalogue.DisposeAsync();
        await kafka.DisposeAsync();
        await Redis.DisposeAsync();
        if (tokens is not null)
            await tokens.DisposeAsync();
    }
}

public sealed class CartConformance(CartFixture fixture) : ServiceConformance<CartFixture>(fixture);
