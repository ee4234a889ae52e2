using Ecommerce.Bench.Catalogue;
using Ecommerce.Testing;

namespace Ecommerce.Bench.Reads;

/// <summary>catalog-service with products, and baselines that copy its answers.</summary>
internal sealed class Stage(Servers servers, string database, ServiceProcess catalogue) : IAsyncDisposable
{
    public ServiceProcess Catalogue => catalogue;

    public string Database => database;

    public static async Task<Stage> StartAsync(Servers servers, int products)
    {
        var database = await servers.CreateDatabaseAsync();
        var catalogue = await servers.StartAsync("Ecommerce.CatalogService", null, ("ConnectionStrings__catalog", database));
        using var file = new ProductFile(products);
        await file.ImportAsync(catalogue, servers.Tokens);
        return new(servers, database, catalogue);
    }

    /// <summary>With the connection settings that services have unless told otherwise.</summary>
    public string TunedDatabase => $"{database};Maximum Pool Size=20;Max Auto Prepare=50;No Reset On Close=true";

    public Task<ServiceProcess> BaselineAsync(Uri copyOf, params (string Name, string Value)[] settings)
        => servers.StartAsync("Ecommerce.Baseline", null, [("COPY_OF", copyOf.ToString()), .. settings]);

    public ValueTask DisposeAsync() => catalogue.DisposeAsync();
}
