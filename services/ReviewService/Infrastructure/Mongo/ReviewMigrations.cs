using Ecommerce.Mongo;
using MongoDB.Driver;

namespace Ecommerce.ReviewService.Infrastructure.Mongo;

/// <summary>The versions of the collections. A released version is never changed; the next change is a new version.</summary>
internal static class ReviewMigrations
{
    public static IReadOnlyList<MongoMigration> All { get; } =
    [
        new(1, "reviews", ReviewsAsync),
    ];

    private static async Task ReviewsAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        await database.CreateAsync(
            cancellationToken, "reviews", "ratings", "products", "deliveries", "people", "votes", "reports", "filter_words");
        var reviews = database.GetCollection<ReviewDocument>("reviews");
        // A product's published reviews in each sort order, and the moderation queue.
        await reviews.IndexAsync(
            cancellationToken, r => r.Ascending(d => d.ProductId).Ascending(d => d.State).Ascending(d => d.Id),
            r => r.Ascending(d => d.ProductId).Ascending(d => d.State).Ascending(d => d.Helpful).Ascending(d => d.Id),
            r => r.Ascending(d => d.ProductId).Ascending(d => d.State).Ascending(d => d.Stars).Ascending(d => d.Id),
            r => r.Ascending(d => d.State).Ascending(d => d.Id));
        // An author's reviews, the newest first; and one review per buyer and product.
        await reviews.IndexAsync(cancellationToken, r => r.Ascending(d => d.AuthorId).Ascending(d => d.Id));
        await reviews.DropIndexAsync("authorId_1_productId_1", cancellationToken);
        await reviews.IndexUniquelyAsync(
            r => r.Ascending(d => d.AuthorId).Ascending(d => d.ProductId), Builders<ReviewDocument>.Filter.Exists(r => r.AuthorId),
            cancellationToken);

        await database.GetCollection<DeliveryDocument>("deliveries").IndexAsync(cancellationToken, d => d.Ascending(x => x.UserId));
        await IndexOfReadersAsync<VoteDocument>(database, "votes", cancellationToken);
        await IndexOfReadersAsync<ReportDocument>(database, "reports", cancellationToken);
    }

    /// <summary>Unique by reader and review.</summary>
    private static async Task IndexOfReadersAsync<TDocument>(IMongoDatabase database, string name, CancellationToken cancellationToken)
    {
        var collection = database.GetCollection<TDocument>(name);
        await collection.IndexAsync(cancellationToken, k => k.Ascending("userId"));
        await collection.IndexUniquelyAsync(k => k.Ascending("reviewId").Ascending("userId"), where: null, cancellationToken);
    }
}
