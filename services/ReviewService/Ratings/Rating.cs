using Ecommerce.Contracts;
using Ecommerce.ReviewService.Reviews;

namespace Ecommerce.ReviewService.Ratings;

/// <summary>A product's published reviews taken together.</summary>
/// <param name="Version">Grows by one at each change of them.</param>
/// <param name="Histogram">Reviews with one star, with two, ..., with five.</param>
internal sealed record Rating(Guid ProductId, long Version, IReadOnlyList<int> Histogram)
{
    public int Count => Histogram.Sum();

    public decimal Average => Count == 0
        ? 0
        : Math.Round((decimal)Histogram.Select((reviews, i) => reviews * (i + 1)).Sum() / Count, 2, MidpointRounding.AwayFromZero);

    public static Rating None(Guid productId) => new(productId, 0, [0, 0, 0, 0, 0]);

    /// <summary>After <paramref name="before"/> has become <paramref name="after"/>; null stands for no review. The same one, if they count alike.</summary>
    public Rating After(Review? before, Review? after)
    {
        var (less, more) = (StarsOf(before), StarsOf(after));
        return less == more
            ? this
            : this with { Version = Version + 1, Histogram = [.. Histogram.Select((reviews, i) => reviews - (less == i + 1 ? 1 : 0) + (more == i + 1 ? 1 : 0))] };
    }

    /// <summary>As others are told of it.</summary>
    public RatingChanged ToEvent(DateTimeOffset now) => new(ProductId, Version, Count, Average, Histogram, now);

    private static int StarsOf(Review? review) => review is { IsPublished: true } ? review.Stars : 0;
}
