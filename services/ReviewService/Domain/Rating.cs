using Ecommerce.Contracts;

namespace Ecommerce.ReviewService.Domain;

/// <summary>The rating of a product: its published reviews, counted by stars.</summary>
/// <param name="Version">Grows by one with each change.</param>
/// <param name="Histogram">Numbers of reviews with one star, with two, up to five.</param>
internal sealed record Rating(Guid ProductId, long Version, IReadOnlyList<int> Histogram)
{
    public int Count => Histogram.Sum();

    public decimal Average
    {
        get
        {
            var sum = Histogram.Select((reviews, i) => reviews * (i + 1)).Sum();
            return Count == 0 ? 0 : Math.Round((decimal)sum / Count, 2, MidpointRounding.AwayFromZero);
        }
    }

    public static Rating None(Guid productId) => new(productId, 0, [0, 0, 0, 0, 0]);

    /// <summary>
    /// The rating after <paramref name="before"/> has become <paramref name="after"/>, where null stands for no review; the same one when
    /// both count alike.
    /// </summary>
    public Rating After(Review? before, Review? after)
    {
        var (removed, added) = (StarsOf(before), StarsOf(after));
        if (removed == added)
            return this;

        int[] histogram = [.. Histogram];
        if (removed > 0)
            histogram[removed - 1]--;
        if (added > 0)
            histogram[added - 1]++;
        return this with { Version = Version + 1, Histogram = histogram };
    }

    public RatingChanged ToEvent(DateTimeOffset now) => new(ProductId, Version, Count, Average, Histogram, now);

    /// <summary>0 for a review that does not count.</summary>
    private static int StarsOf(Review? review) => review is { IsPublished: true } ? review.Stars : 0;
}
