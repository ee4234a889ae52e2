using Ecommerce.ReviewService.Reviews;
using Ecommerce.ReviewService.Storage.Mongo;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Ecommerce.ReviewService.Tests.Mongo;

/// <summary>What the store's documents look like; needs no server.</summary>
public sealed class MongoReviewDocumentTests
{
    private static readonly MongoReviews Reviews = new("mongodb://localhost:1/reviews");

    [Fact]
    public void A_review_survives_its_document()
    {
        Assert.Equal("reviews", Reviews.Database.DatabaseNamespace.DatabaseName);
        var review = ReviewRules.Write(
            Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), new(4, "Good", "Dry.\nLight.", null), verified: true, caught: false,
            DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_123));
        var bson = ReviewDocument.Of(review).ToBson();
        var document = BsonSerializer.Deserialize<BsonDocument>(bson);
        Assert.Equal(review.Id, document["_id"].AsGuid);
        Assert.Equal("published", document["state"].AsString);
        Assert.Equal(review, BsonSerializer.Deserialize<ReviewDocument>(bson).ToReview());
    }

    [Fact]
    public void An_erased_author_is_left_out_of_the_unique_index()
    {
        var review = ReviewRules.Write(
            Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), new(4, "", "x", null), verified: false, caught: false, DateTimeOffset.UnixEpoch);
        var document = BsonSerializer.Deserialize<BsonDocument>(ReviewDocument.Of(ReviewRules.Erase(review, DateTimeOffset.UnixEpoch)!).ToBson());
        Assert.False(document.Contains("authorId"));
    }

    [Fact]
    public void A_rating_that_was_only_locked_is_none()
        => Assert.Equal([0, 0, 0, 0, 0], new RatingDocument { ProductId = Guid.CreateVersion7(), Lock = 1 }.ToRating().Histogram);
}
