using System.Net;
using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.Gateway.Tests;

public sealed class GatewayConformance(GatewayConformanceFixture fixture) : ServiceConformance<GatewayConformanceFixture>(fixture);

/// <summary>The gateway alone: it depends on nothing, and is ready while services are gone.</summary>
public sealed class GatewayConformanceFixture : ConformanceFixture
{
    private TestTokens? tokens;

    protected override async Task<ServiceUnderTest> StartDependenciesAsync()
    {
        tokens = await TestTokens.StartAsync();
        return new("gateway", "Ecommerce.Gateway")
        {
            Environment = new Dictionary<string, string>(tokens.Environment)
            {
                ["services__catalog-service__http__0"] = "http://127.0.0.1:9",
                ["services__cart-service__http__0"] = "http://127.0.0.1:9",
                ["services__order-service__http__0"] = "http://127.0.0.1:9",
                ["services__payment-service__http__0"] = "http://127.0.0.1:9",
                ["services__notification-service__http__0"] = "http://127.0.0.1:9",
                ["services__review-service__http__0"] = "http://127.0.0.1:9",
                ["services__search-service__http__0"] = "http://127.0.0.1:9",
                ["services__analytics-service__http__0"] = "http://127.0.0.1:9",
            },
            RequiredSetting = "services__order-service__http__0",
            DescribedPath = "/",
            Protected = new("/orders") { Accepted = HttpStatusCode.BadGateway, RefusesAnonymous = false },
            Readiness = "Degraded",
            Tokens = tokens,
        };
    }

    protected override async Task StopDependenciesAsync() => await (tokens?.DisposeAsync() ?? default);
}
