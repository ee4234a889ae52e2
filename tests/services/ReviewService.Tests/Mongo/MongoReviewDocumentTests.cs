using Ecommerce.ReviewService.Domain;
using Ecommerce.ReviewService.Infrastructure.Mongo;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Ecommerce.ReviewService.Tests.Mongo;

/// <summary>What the store's documents look like; needs no server.</summary>
public sealed class MongoReviewDocumentTests
{
    // Registers how identifiers and amounts are written, before the first document is.
    private readonly MongoReviews reviews = new("mongodb://localhost:1/reviews");

    [Fact]
    public void Review_round_trips_through_its_document()
    {
        Assert.Equal("reviews", reviews.Database.DatabaseNamespace.DatabaseName);
        var review = ReviewRules.Write(
            Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), new(4, "Good", "Dry.\nLight.", null), verified: true,
            flagged: false,
            DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_123));
        var bson = ReviewDocument.Of(review).ToBson();
        var document = BsonSerializer.Deserialize<BsonDocument>(bson);
        Assert.Equal(review.Id, document["_id"].AsGuid);
        Assert.Equal("published", document["state"].AsString);
        Assert.Equal(review, BsonSerializer.Deserialize<ReviewDocument>(bson).ToReview());
    }

    [Fact]
    public void Erased_author_is_omitted_from_unique_index()
    {
        var review = ReviewRules.Write(
            Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), new(4, "", "x", null), verified: false, flagged: false,
            DateTimeOffset.UnixEpoch);
        var document = BsonSerializer.Deserialize<BsonDocument>(
            ReviewDocument.Of(ReviewRules.Erase(review, DateTimeOffset.UnixEpoch)!).ToBson());
        Assert.False(document.Contains("authorId"));
    }

    [Fact]
    public void Rating_document_created_by_lock_is_empty_rating()
        => Assert.Equal([0, 0, 0, 0, 0], new RatingDocument { ProductId = Guid.CreateVersion7(), Lock = 1 }.ToRating().Histogram);
}
