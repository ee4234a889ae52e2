using System.Net.Http.Headers;
using Ecommerce.Conformance;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;

namespace Ecommerce.CatalogService.Tests;

/// <summary>catalog-service with its database and its broker.</summary>
public abstract class CatalogFixture(IDatabaseServer server) : DatabaseConformanceFixture(
    "catalog-service", "Ecommerce.CatalogService", "catalog", server)
{
    private readonly TemporaryFolder pictures = new();

    /// <summary>Where the service keeps pictures.</summary>
    public string Pictures => pictures.Path;

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string> { ["Media__Folder"] = Pictures };

    protected override string DescribedPath => "/products";

    protected override ProtectedCall Protected => new("/products/export", "products:read");

    /// <summary>A client with these permissions; without any it is anonymous.</summary>
    public HttpClient Client(params string[] permissions)
    {
        var client = new HttpClient { BaseAddress = Process.Address };
        if (permissions.Length > 0)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer", Tokens.Issue(Guid.CreateVersion7(), permissions));
        return client;
    }

    protected override async Task StopDependenciesAsync()
    {
        await base.StopDependenciesAsync();
        pictures.Delete();
    }

    protected override ServiceUnderTest Describe(ServiceUnderTest service) => service with
    {
        JsonCall = new JsonCall(HttpMethod.Post, "/products") { Permissions = [Permissions.ProductsWrite] },
    };
}

public sealed class PostgresCatalogFixture() : CatalogFixture(new PostgresServer());

public sealed class MongoCatalogFixture() : CatalogFixture(new MongoServer());

public sealed class PostgresCatalogConformance(PostgresCatalogFixture fixture) : ServiceConformance<PostgresCatalogFixture>(fixture);

public sealed class MongoCatalogConformance(MongoCatalogFixture fixture) : ServiceConformance<MongoCatalogFixture>(fixture);
