using Ecommerce.CatalogService.Infrastructure.Mongo;
using Ecommerce.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Tests.Mongo;

/// <summary>No list reads a whole collection, and none is sorted in memory.</summary>
public sealed class MongoIndexTests(MongoServer server) : IClassFixture<MongoServer>, IAsyncLifetime
{
    private static readonly BsonBinaryData Id = new(Guid.CreateVersion7(), GuidRepresentation.Standard);
    private static readonly BsonDocument ByName = new() { ["sortName"] = 1, ["_id"] = 1 };
    private static readonly BsonDocument ByPrice = new() { ["lowestPrice"] = 1, ["_id"] = 1 };
    private static readonly BsonDocument ByPriceDescending = new() { ["lowestPrice"] = -1, ["_id"] = -1 };
    private static readonly BsonDocument Newest = new("_id", -1);

    private static readonly Dictionary<string, (string Collection, BsonDocument Filter, BsonDocument Sort, string Index)> Queries = new()
    {
        ["all by name"] = ("products", new("published", true), ByName, "published_1_sortName_1__id_1"),
        ["all by price"] = ("products", new("published", true), ByPrice, "published_1_lowestPrice_1__id_1"),
        ["all by price, the highest first"] = ("products", new("published", true), ByPriceDescending, "published_1_lowestPrice_1__id_1"),
        ["the newest of all"] = ("products", new("published", true), Newest, "published_1__id_1"),
        ["a category by name"] = ("products", Of("category"), ByName, "published_1_category_1_sortName_1__id_1"),
        ["a category by price"] = ("products", Of("category"), ByPrice, "published_1_category_1_lowestPrice_1__id_1"),
        ["the newest of a category"] = ("products", Of("category"), Newest, "published_1_category_1__id_1"),
        ["a brand by name"] = ("products", Of("brand"), ByName, "published_1_brand_1_sortName_1__id_1"),
        ["a brand by price"] = ("products", Of("brand"), ByPriceDescending, "published_1_brand_1_lowestPrice_1__id_1"),
        ["the newest of a brand"] = ("products", Of("brand"), Newest, "published_1_brand_1__id_1"),
        ["what is in a category"] = ("products", new("category", "a"), [], "category_1"),
        ["what is due"] = ("products", new("refreshAt", new BsonDocument("$lte", DateTime.UnixEpoch)), new("refreshAt", 1), "refreshAt_1"),
        ["a SKU in any spelling"] = ("stock", new("foldedSku", "a"), [], "foldedSku_1"),
        ["a product's stock"] = ("stock", new("productId", Id), [], "productId_1"),
        ["what runs out"] = (
            "stock", new() { ["productId"] = new BsonDocument("$ne", BsonNull.Value), ["available"] = new BsonDocument("$lte", 5) },
            new() { ["available"] = 1, ["_id"] = 1 }, "available_1__id_1"),
        ["an expired reservation"] = (
            "reservations", new() { ["state"] = "Held", ["expiresAt"] = new BsonDocument("$lt", DateTime.UnixEpoch) }, [],
            "state_1_expiresAt_1"),
        ["a SKU's history"] = (
            "stock_movements", new() { ["sku"] = "A", ["version"] = new BsonDocument("$lt", 5L) }, new("version", -1), "sku_1_version_-1"),
    };

    private MongoCatalogue? catalogue;

    public static TheoryData<string> Names => [.. Queries.Keys];

    public async ValueTask InitializeAsync()
    {
        server.SkipIfMissing();
        catalogue = new MongoCatalogue(await server.CreateDatabaseAsync());
        await catalogue.PrepareAsync(default);
    }

    public ValueTask DisposeAsync()
    {
        catalogue?.Client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Query_uses_its_index_for_filter_and_sort(string query)
    {
        var (collection, filter, sort, index) = Queries[query];
        var plan = await ExplainAsync(new() { ["find"] = collection, ["filter"] = filter, ["sort"] = sort });
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("\"SORT\"", plan, StringComparison.Ordinal);
    }

    private static BsonDocument Of(string field) => new() { ["published"] = true, [field] = "a" };

    private async Task<string> ExplainAsync(BsonDocument command)
    {
        try
        {
            var explained = await catalogue!.Database.RunCommandAsync<BsonDocument>(
                new BsonDocument { ["explain"] = command, ["verbosity"] = "queryPlanner" });
            return explained["queryPlanner"]["winningPlan"].ToJson();
        }
        catch (MongoCommandException unknown) when (unknown.CodeName == "CommandNotFound")
        {
            Assert.Skip("The server does not explain.");
            throw;
        }
    }
}
