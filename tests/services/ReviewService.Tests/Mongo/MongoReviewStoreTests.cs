using Ecommerce.ReviewService.Infrastructure;
using Ecommerce.ReviewService.Infrastructure.Mongo;
using Ecommerce.ReviewService.Tests.Stores;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.ReviewService.Tests.Mongo;

/// <summary>
/// Runs on the replica set of <c>MONGO_TEST_URL</c>, in a database of its own that it drops; without one its tests are skipped, and say so.
/// </summary>
public sealed class MongoReviewStoreTests : ReviewStoreContract, IAsyncLifetime
{
    private const string Setting = "MONGO_TEST_URL";

    private MongoReviews? reviews;

    private MongoReviews Reviews => reviews ?? throw new InvalidOperationException("The store is not there.");

    private protected override IReviewStore Store => new MongoReviewStore(Reviews, TimeProvider.System);

    /// <summary>A database of its own.</summary>
    internal static MongoReviews Connect()
    {
        var server = Environment.GetEnvironmentVariable(Setting);
        if (server is null)
            Assert.Skip(
                $"{Setting} is not set: these tests need a MongoDB replica set, such as mongodb://localhost:27017/?replicaSet=rs0.");
        return new MongoReviews(new MongoUrlBuilder(server) { DatabaseName = $"test_{Guid.CreateVersion7():n}" }.ToString());
    }

    public async ValueTask InitializeAsync()
    {
        reviews = Connect();
        await reviews.PrepareAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (reviews is not null)
            await reviews.Client.DropDatabaseAsync(reviews.Database.DatabaseNamespace.DatabaseName);
    }

    protected override async Task<IReadOnlyList<string>> EventsAsync(Guid key)
    {
        var events = await Reviews.Database.GetCollection<BsonDocument>("outbox")
            .Find(new BsonDocument("key", $"{key}")).Sort(new BsonDocument("position", 1)).ToListAsync();
        return [.. events.Select(e => e["type"].AsString)];
    }
}
