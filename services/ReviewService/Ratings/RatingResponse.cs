namespace Ecommerce.ReviewService.Ratings;

/// <param name="Average">With two decimals; 0 without reviews.</param>
/// <param name="Histogram">Reviews with one star, with two, ..., with five.</param>
internal sealed record RatingResponse(Guid ProductId, int Count, decimal Average, IReadOnlyList<int> Histogram, long Version)
{
    public static RatingResponse Of(Rating rating) => new(rating.ProductId, rating.Count, rating.Average, rating.Histogram, rating.Version);
}
