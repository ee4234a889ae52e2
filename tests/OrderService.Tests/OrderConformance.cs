using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

public sealed class OrderConformance(OrderConformanceFixture fixture) : ServiceConformance<OrderConformanceFixture>(fixture);

public sealed class OrderConformanceFixture : ConformanceFixture
{
    private readonly PostgresServer postgres = new();
    private readonly BrokerServer broker = new();
    private TestTokens? tokens;

    protected override async Task<ServiceUnderTest> StartDependenciesAsync()
    {
        await Task.WhenAll(postgres.InitializeAsync(), broker.InitializeAsync());
        tokens = await TestTokens.StartAsync();
        return new("order-service", "Ecommerce.OrderService")
        {
            Environment = new Dictionary<string, string>(tokens.Environment)
            {
                ["ConnectionStrings__orders"] = await postgres.CreateDatabaseAsync(),
                ["ConnectionStrings__kafka"] = broker.ConnectionString,
            },
            RequiredSetting = "ConnectionStrings__orders",
            DescribedPath = "/orders",
            ProtectedPath = "/orders",
            JsonCall = new(HttpMethod.Post, "/orders") { Headers = new Dictionary<string, string> { ["Idempotency-Key"] = "conformance" } },
            Dependencies = [postgres, broker],
            Tokens = tokens,
        };
    }

    protected override async Task StopDependenciesAsync()
    {
        await (tokens?.DisposeAsync() ?? default);
        await broker.DisposeAsync();
        await postgres.DisposeAsync();
    }
}
