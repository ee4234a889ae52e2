using Ecommerce.ReviewService.Domain;

namespace Ecommerce.ReviewService.Features.ReadReviews;

/// <param name="Average">With two decimals; 0 without reviews.</param>
/// <param name="Histogram">Numbers of reviews with one star, with two, up to five.</param>
internal sealed record RatingResponse(Guid ProductId, int Count, decimal Average, IReadOnlyList<int> Histogram, long Version)
{
    public static RatingResponse Of(Rating rating) => new(rating.ProductId, rating.Count, rating.Average, rating.Histogram, rating.Version);
}
