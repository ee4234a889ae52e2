using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.PaymentService.Tests;

public sealed class PaymentConformance(PaymentConformanceFixture fixture) : ServiceConformance<PaymentConformanceFixture>(fixture);

public sealed class PaymentConformanceFixture : ConformanceFixture
{
    private readonly PostgresServer postgres = new();
    private readonly BrokerServer broker = new();
    private TestTokens? tokens;

    protected override async Task<ServiceUnderTest> StartDependenciesAsync()
    {
        await Task.WhenAll(postgres.InitializeAsync(), broker.InitializeAsync());
        tokens = await TestTokens.StartAsync();
        return new("payment-service", "Ecommerce.PaymentService")
        {
            Environment = new Dictionary<string, string>(tokens.Environment)
            {
                ["ConnectionStrings__payments"] = await postgres.CreateDatabaseAsync(),
                ["ConnectionStrings__kafka"] = broker.ConnectionString,
            },
            RequiredSetting = "ConnectionStrings__payments",
            DescribedPath = "/payments/methods",
            JsonCall = new(HttpMethod.Post, "/payments/methods"),
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
