using Ecommerce.ReviewService.Infrastructure.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.ReviewService.Tests.Mongo;

/// <summary>No list reads a whole collection, and none is sorted in memory.</summary>
public sealed class MongoReviewIndexTests : IAsyncLifetime
{
    private static readonly BsonBinaryData Id = new(Guid.CreateVersion7(), GuidRepresentation.Standard);

    private static readonly Dictionary<string, (string Collection, BsonDocument Filter, BsonDocument Sort)> Queries = new()
    {
        ["newest of a product"] = ("reviews", new() { ["productId"] = Id, ["state"] = "published" }, new("_id", -1)),
        ["most helpful of a product"] = (
            "reviews", new() { ["productId"] = Id, ["state"] = "published" }, new() { ["helpful"] = -1, ["_id"] = -1 }),
        ["lowest of a product"] = ("reviews", new() { ["productId"] = Id, ["state"] = "published" }, new() { ["stars"] = 1, ["_id"] = 1 }),
        ["an author's"] = ("reviews", new() { ["authorId"] = Id }, new("_id", -1)),
        ["an author's of a product"] = ("reviews", new() { ["authorId"] = Id, ["productId"] = Id }, []),
        ["what waits for a moderator"] = ("reviews", new("state", "pending"), new("_id", 1)),
        ["a reader's votes"] = ("votes", new() { ["userId"] = Id, ["reviewId"] = new BsonDocument("$in", new BsonArray { Id }) }, []),
        ["a review's reports"] = ("reports", new("reviewId", Id), []),
        ["what was delivered to somebody"] = ("deliveries", new("userId", Id), []),
        ["what waits to be published"] = ("outbox", new("publishedAt", BsonNull.Value), new("position", 1)),
        ["the event log"] = ("outbox", new("position", new BsonDocument("$gt", new BsonTimestamp(5))), new("position", 1)),
    };

    private MongoReviews? reviews;

    public static TheoryData<string> Names => [.. Queries.Keys];

    public async ValueTask InitializeAsync()
    {
        reviews = MongoReviewStoreTests.Connect();
        await reviews.PrepareAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        if (reviews is not null)
            await reviews.Client.DropDatabaseAsync(reviews.Database.DatabaseNamespace.DatabaseName);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Query_is_served_by_index_in_its_order(string query)
    {
        var (collection, filter, sort) = Queries[query];
        var plan = await ExplainAsync(new() { ["find"] = collection, ["filter"] = filter, ["sort"] = sort });
        Assert.Contains("IXSCAN", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("\"SORT\"", plan, StringComparison.Ordinal);
    }

    /// <summary>A partial index is used only where the query's condition implies its own.</summary>
    [Fact]
    public async Task Review_by_author_and_product_is_found_by_unique_index()
        => Assert.Contains(
            "authorId_1_productId_1",
            await ExplainAsync(new() { ["find"] = "reviews", ["filter"] = new BsonDocument { ["authorId"] = Id, ["productId"] = Id } }),
            StringComparison.Ordinal);

    private async Task<string> ExplainAsync(BsonDocument command)
    {
        try
        {
            var explained = await reviews!.Database.RunCommandAsync<BsonDocument>(
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
