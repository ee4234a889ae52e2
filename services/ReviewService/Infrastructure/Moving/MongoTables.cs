using Ecommerce.Moving;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ReviewService.Infrastructure.Mongo;

namespace Ecommerce.ReviewService.Infrastructure.Moving;

/// <summary>The collections of reviews. Documents that were only created to be locked are not moved.</summary>
internal static class MongoTables
{
    public static readonly MongoTable<MovedProduct> Products = MongoTable.Of<MovedProduct, ProductDocument>(
        "products", d => new(d.Id, d.Version, d.Shown), p => new() { Id = p.Id, Version = p.Version, Shown = p.Shown });

    public static readonly MongoTable<MovedDelivery> Deliveries = MongoTable.Of<MovedDelivery, DeliveryDocument>(
        "deliveries",
        d => new(d.UserId, Guid.Parse(d.Id.AsSpan(d.Id.IndexOf('/', StringComparison.Ordinal) + 1))),
        d => new() { Id = MongoReviewTransaction.DeliveryId(d.UserId, d.ProductId), UserId = d.UserId });

    public static readonly MongoTable<MovedErasure> Erasures = MongoTable.Of<MovedErasure, PersonDocument>(
        "people", d => d.ErasedAt is { } at ? new(d.Id, at) : null, e => new() { Id = e.UserId, ErasedAt = e.ErasedAt.UtcDateTime });

    public static readonly MongoTable<Rating> Ratings = MongoTable.Of<Rating, RatingDocument>(
        "ratings", d => d.ToRating(), r => new() { ProductId = r.ProductId, Version = r.Version, Histogram = [.. r.Histogram] });

    public static readonly MongoTable<Review> Reviews = MongoTable.Of<Review, ReviewDocument>(
        "reviews", d => d.ToReview(), ReviewDocument.Of);

    public static readonly MongoTable<MovedVote> Votes = MongoTable.Of<MovedVote, VoteDocument>(
        "votes", d => new(d.ReviewId, d.UserId, d.Helpful),
        v => new() { Id = Guid.CreateVersion7(), ReviewId = v.ReviewId, UserId = v.UserId, Helpful = v.Helpful });

    public static readonly MongoTable<Report> Reports = MongoTable.Of<Report, ReportDocument>(
        "reports",
        d => d.ToReport(),
        r => new()
        {
            Id = Guid.CreateVersion7(),
            ReviewId = r.ReviewId,
            UserId = r.UserId,
            Reason = r.Reason,
            Comment = r.Comment,
            At = r.At.UtcDateTime,
        });

    public static readonly MongoTable<WordList> Words = MongoTable.Of<WordList, WordListDocument>(
        "filter_words", d => d.ToWordList(), w => new() { Version = w.Version, Words = w.Words });
}
