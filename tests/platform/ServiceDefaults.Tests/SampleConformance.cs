using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests;

/// <summary>The suite that every service inherits, proved on the smallest one.</summary>
public sealed class SampleConformance(SampleFixture fixture) : ServiceConformance<SampleFixture>(fixture);

public sealed class SampleFixture : ConformanceFixture
{
    private readonly Neighbour neighbour = new();
    private TestTokens? tokens;

    protected override async Task<ServiceUnderTest> StartDependenciesAsync()
    {
        tokens = await TestTokens.StartAsync();
        await neighbour.StartAsync();
        return new("sample-service", "SampleService")
        {
            Environment = new Dictionary<string, string>(tokens.Environment)
            {
                ["Sample__Greeting"] = "hello",
                ["services__neighbour-service__http__0"] = neighbour.Url,
            },
            Tokens = tokens,
            Dependencies = [neighbour],
            RequiredSetting = "Sample__Greeting",
            DescribedPath = "/samples/me",
            Protected = new("/samples/me"),
            JsonCall = new(HttpMethod.Post, "/samples") { Permissions = [Permissions.ProductsWrite] },
        };
    }

    protected override async Task StopDependenciesAsync()
    {
        await neighbour.DisposeAsync();
        if (tokens is not null)
            await tokens.DisposeAsync();
    }
}
