using Ecommerce.ReviewService.Ratings;
using Ecommerce.ReviewService.Reviews;

namespace Ecommerce.ReviewService.Storage;

/// <summary>Stores what became of a review, and with it the rating of its product and the events of both.</summary>
internal static class ReviewWriter
{
    /// <param name="transaction">It has locked the rating.</param>
    /// <param name="rating">As it was locked, or as the last change in this transaction left it.</param>
    /// <param name="before">Null: it is new.</param>
    /// <param name="after">Null: it goes.</param>
    /// <returns>The rating now.</returns>
    public static async Task<Rating> SaveAsync(
        IReviewTransaction transaction, Rating rating, Review? before, Review? after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await (after is not null ? transaction.SaveAsync(after, cancellationToken) : transaction.DeleteAsync(before!.Id, cancellationToken));
        // Votes and reports alone are no news.
        if (after is not null && after.Version == before?.Version)
            return rating;

        await transaction.PublishAsync(after?.ToEvent() ?? before!.ToDeletion(now), cancellationToken);
        var next = rating.After(before, after);
        if (next.Version == rating.Version)
            return rating;

        await transaction.SaveRatingAsync(next, cancellationToken);
        await transaction.PublishAsync(next.ToEvent(now), cancellationToken);
        return next;
    }
}
