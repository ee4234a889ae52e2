using Ecommerce.ReviewService.Storage.Mongo;
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
        ["most helpful of a product"] = ("reviews", new() { ["productId"] = Id, ["state"] = "published" }, new() { ["helpful"] = -1, ["_id"] = -1 }),
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

    public async Task InitializeAsync()
    {
        reviews = MongoReviewStoreTests.Connect();
        await reviews.PrepareAsync(default);
    }

    public Task DisposeAsync() => reviews is null ? Task.CompletedTask : reviews.Client.DropDatabaseAsync(reviews.Database.DatabaseNamespace.DatabaseName);

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task It_is_read_by_an_index_in_its_order(string query)
    {
        var (collection, filter, sort) = Queries[query];
        var plan = await ExplainAsync(new() { ["find"] = collection, ["filter"] = filter, ["sort"] = sort });
        Assert.Contains("IXSCAN", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("\"SORT\"", plan, StringComparison.Ordinal);
    }

    /// <summary>A partial index is used only where the query's condition implies its own.</summary>
    [SkippableFact]
    public async Task The_review_of_an_author_and_a_product_is_found_by_the_index_that_keeps_it_the_only_one()
        => Assert.Contains(
            "authorId_1_productId_1",
            await ExplainAsync(new() { ["find"] = "reviews", ["filter"] = new BsonDocument { ["authorId"] = Id, ["productId"] = Id } }), StringComparison.Ordinal);

    private async Task<string> ExplainAsync(BsonDocument command)
    {
        try
        {
            var explained = await reviews!.Database.RunCommandAsync<BsonDocument>(new BsonDocument { ["explain"] = command, ["verbosity"] = "queryPlanner" });
            return explained["queryPlanner"]["winningPlan"].ToJson();
        }
        catch (MongoCommandException unknown) when (unknown.CodeName == "CommandNotFound")
        {
            throw new SkipException("The server does not explain.");
        }
    }
}
