using System.Net.Http.Headers;
using Ecommerce.Conformance;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Tests;

/// <summary>catalog-service with its database and its broker.</summary>
public sealed class CatalogFixture() : DatabaseConformanceFixture("catalog-service", "Ecommerce.CatalogService", "catalog")
{
    protected override string DescribedPath => "/products";

    /// <summary>A client of somebody with these permissions; of nobody without any.</summary>
    public HttpClient Client(params string[] permissions)
    {
        var client = new HttpClient { BaseAddress = Process.Address };
        if (permissions.Length > 0)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Issue(Guid.CreateVersion7(), permissions));
        return client;
    }

    protected override ServiceUnderTest Describe(ServiceUnderTest service) => service with
    {
        JsonCall = new JsonCall(HttpMethod.Post, "/products") { Permissions = [Permissions.ProductsWrite] },
    };
}

public sealed class CatalogConformance(CatalogFixture fixture) : ServiceConformance<CatalogFixture>(fixture);
