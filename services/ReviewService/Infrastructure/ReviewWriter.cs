using Ecommerce.ReviewService.Domain;

namespace Ecommerce.ReviewService.Infrastructure;

/// <summary>Stores a changed review, the rating of its product, and the events of both.</summary>
internal static class ReviewWriter
{
    /// <param name="transaction">It must hold the lock of the rating.</param>
    /// <param name="rating">As it was when it was locked, or after the last change in this transaction.</param>
    /// <param name="before">Null for a new review.</param>
    /// <param name="after">Null for a deleted review.</param>
    /// <returns>The new rating.</returns>
    public static async Task<Rating> SaveAsync(
        IReviewTransaction transaction, Rating rating, Review? before, Review? after, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (after is not null)
            await transaction.SaveAsync(after, cancellationToken);
        else
            await transaction.DeleteAsync(before!.Id, cancellationToken);

        // Votes and reports do not change the version and are not published.
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
