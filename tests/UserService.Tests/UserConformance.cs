using Ecommerce.Conformance;
using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

public sealed class UserConformance(UserConformanceFixture fixture) : ServiceConformance<UserConformanceFixture>(fixture);

public sealed class UserConformanceFixture : ConformanceFixture
{
    private readonly PostgresServer postgres = new();
    private readonly BrokerServer broker = new();
    private TestTokens? tokens;

    protected override async Task<ServiceUnderTest> StartDependenciesAsync()
    {
        await Task.WhenAll(postgres.InitializeAsync(), broker.InitializeAsync());
        tokens = await TestTokens.StartAsync();
        return new("user-service", "Ecommerce.UserService")
        {
            Environment = new Dictionary<string, string>(tokens.Environment)
            {
                ["ConnectionStrings__users"] = await postgres.CreateDatabaseAsync(),
                ["ConnectionStrings__kafka"] = broker.ConnectionString,
                ["JWT_EXPIRATION"] = "600",
                ["PASSWORD_HASH_ITERATIONS"] = "10000",
            },
            RequiredSetting = "ConnectionStrings__users",
            DescribedPath = "/users",
            ProtectedPath = "/users/me",
            JsonCall = new(HttpMethod.Post, "/users"),
            Dependencies = [postgres, broker],
            Tokens = tokens,
            SignIn = async process => (await process.Client.NewSessionAsync()).Access,
        };
    }

    protected override async Task StopDependenciesAsync()
    {
        await (tokens?.DisposeAsync() ?? default);
        await broker.DisposeAsync();
        await postgres.DisposeAsync();
    }
}
