using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests.Elasticsearch;

/// <summary>search-service on a stub of Elasticsearch; on a real one where <c>ConnectionStrings__elasticsearch</c> names it.</summary>
public class ElasticsearchShop : SearchShop
{
    private static readonly string? Real = Environment.GetEnvironmentVariable("ConnectionStrings__elasticsearch");

    public ElasticsearchStub Stub { get; } = new();

    protected override IReadOnlyDictionary<string, string> OwnSettings
        => new Dictionary<string, string> { ["ConnectionStrings__elasticsearch"] = Real is { Length: > 0 } ? Real : Stub.ConnectionString };

    public override async Task InitializeAsync()
    {
        await Stub.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Stub.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class ElasticsearchCollection : ICollectionFixture<ElasticsearchShop>
{
    public const string Name = "search in Elasticsearch";
}

[Collection(ElasticsearchCollection.Name)]
public sealed class ElasticsearchLedgerTests(ElasticsearchShop shop) : LedgerContract(shop), IDisposable
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
