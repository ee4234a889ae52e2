using System.Net.Http.Headers;
using Ecommerce.Conformance;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;

namespace Ecommerce.CatalogService.Tests;

/// <summary>catalog-service with its database and its broker.</summary>
public sealed class CatalogFixture : ConformanceFixture
{
    private readonly PostgresServer postgres = new();
    private readonly BrokerServer kafka = new();
    private TestTokens? tokens;

    /// <summary>For oracles that ask the database itself.</summary>
    public string Database { get; private set; } = "";

    public string Broker => kafka.ConnectionString;

    /// <summary>A client of somebody with these permissions; of nobody without any.</summary>
    public HttpClient Client(params string[] permissions)
    {
        var client = new HttpClient { BaseAddress = Process.Address };
        if (permissions.Length > 0)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens!.Issue(Guid.CreateVersion7(), permissions));
        return client;
    }

    protected override async Task<ServiceUnderTest> StartDependenciesAsync()
    {
        tokens = await TestTokens.StartAsync();
        await Task.WhenAll(postgres.InitializeAsync(), kafka.InitializeAsync());
        Database = await postgres.CreateDatabaseAsync();
        return new ServiceUnderTest("catalog-service", "Ecommerce.CatalogService")
        {
            Environment = new Dictionary<string, string>(tokens.Environment)
            {
                ["ConnectionStrings__catalog"] = Database,
                ["ConnectionStrings__kafka"] = kafka.ConnectionString,
            },
            Tokens = tokens,
            Dependencies = [postgres, kafka],
            RequiredSetting = "ConnectionStrings__catalog",
            DescribedPath = "/products",
            JsonCall = new JsonCall(HttpMethod.Post, "/products") { Permissions = [Permissions.ProductsWrite] },
        };
    }

    protected override async Task StopDependenciesAsync()
    {
        await kafka.DisposeAsync();
        await postgres.DisposeAsync();
        if (tokens is not null)
            await tokens.DisposeAsync();
    }
}

public sealed class CatalogConformance(CatalogFixture fixture) : ServiceConformance<CatalogFixture>(fixture);
