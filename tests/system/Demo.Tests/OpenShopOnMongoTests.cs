using Ecommerce.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Demo.Tests;

public sealed class OpenShopOnMongoTests(OpenShopOnMongo open) : IClassFixture<OpenShopOnMongo>
{
    [Fact]
    public async Task Invariants_hold_and_broken_ones_are_named()
    {
        if (MongoServer.Reason is { } reason)
            Assert.Skip(reason);
        await open.IsAsync("Healthy");
        await open.SellsAsync(10);
        var report = await open.IsAsync("Healthy");
        Assert.Empty(report["past"]!.AsArray());

        await PutOnTheShelfAsync(1);
        report = await open.IsAsync("Unhealthy");
        await PutOnTheShelfAsync(-1);

        Assert.Equal(
            [1], report["invariants"]!.AsArray().Where(invariant => (string?)invariant!["state"] == "broken")
                .Select(invariant => (int)invariant!["number"]!));
        await open.IsAsync("Healthy");
    }

    private async Task PutOnTheShelfAsync(int pieces)
    {
        var url = new MongoUrl(open.Catalogue);
        using var client = new MongoClient(url);
        var stock = client.GetDatabase(url.DatabaseName).GetCollection<BsonDocument>("stock");
        await stock.UpdateOneAsync(
            new BsonDocument("_id", "KIT-001-20-CM"), new BsonDocument("$inc", new BsonDocument("available", pieces)));
    }
}
