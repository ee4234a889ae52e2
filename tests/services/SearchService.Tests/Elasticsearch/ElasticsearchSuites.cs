using Ecommerce.SearchService.Infrastructure.Elasticsearch;

namespace Ecommerce.SearchService.Tests.Elasticsearch;

/// <summary>search-service on a stub of Elasticsearch; on a real one where <c>ConnectionStrings__elasticsearch</c> names it.</summary>
public class ElasticsearchShop : SearchShop
{
    private static readonly string? Real = Environment.GetEnvironmentVariable("ConnectionStrings__elasticsearch");

    private readonly string alias = $"test-{Guid.CreateVersion7():n}";

    public ElasticsearchStub Stub { get; } = new();

    /// <summary>Whether it can do with a server that it cannot stop.</summary>
    protected virtual bool MayBeReal => true;

    private string Server => MayBeReal && Real is { Length: > 0 } ? Real : Stub.ConnectionString;

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string>
    {
        ["ConnectionStrings__elasticsearch"] = Server, ["Elasticsearch__Alias"] = alias,
    };

    public override async ValueTask InitializeAsync()
    {
        // A database that is no more has left them.
        foreach (var version in Enumerable.Range(1, 3))
            Stub.Leave($"{alias}-v{version}");
        await Stub.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (Server == Real)
            await RemoveIndexesAsync();
        await base.DisposeAsync();
        await Stub.DisposeAsync();
    }

    private async Task RemoveIndexesAsync()
    {
        await Process.KillAsync();
        var server = ElasticsearchConnection.Parse(Server);
        using var client = new HttpClient
        {
            BaseAddress = server.Address,
            DefaultRequestHeaders = { Authorization = server.Authorization }
        };
        foreach (var name in (await ScalarAsync<string>("SELECT string_agg(name, ',') FROM indexes")).Split(','))
            await client.DeleteAsync($"/{alias}-{name}");
    }
}

[CollectionDefinition(Name)]
public sealed class ElasticsearchCollection : ICollectionFixture<ElasticsearchShop>
{
    public const string Name = "search in Elasticsearch";
}

[Collection(ElasticsearchCollection.Name)]
public sealed class ElasticsearchProductProjectionTests(ElasticsearchShop shop) : ProductProjectionContract(shop), IDisposable
{
    public void Dispose() => Assert.Empty(shop.Stub.Complaints);
}

[Collection(ElasticsearchCollection.Name)]
public sealed class ElasticsearchSearchTests(ElasticsearchShop shop) : SearchContract(shop), IDisposable
{
    public void Dispose() => Assert.Empty(shop.Stub.Complaints);
}

public sealed class ElasticsearchRebuildTests(ElasticsearchShop shop) : RebuildContract(shop), IClassFixture<ElasticsearchShop>, IDisposable
{
    public void Dispose() => Assert.Empty(shop.Stub.Complaints);
}
