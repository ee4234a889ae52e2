using Ecommerce.ReviewService.Domain;
using Ecommerce.ReviewService.Infrastructure;

namespace Ecommerce.ReviewService.Features;

/// <summary>Decides what becomes of a review that is locked.</summary>
internal delegate Task<ReviewOutcome> ReviewDecision(IReviewTransaction transaction, Review current, CancellationToken cancellationToken);

/// <summary>Updates an existing review in a transaction.</summary>
internal sealed class ReviewUpdater(IReviewStore store, TimeProvider timeProvider)
{
    /// <summary>To the millisecond, the precision of every store.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(timeProvider.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Stores the result of <paramref name="decide"/>, or deletes the review when the result is no review.</summary>
    /// <param name="userId">Who changes it. Access tokens outlive the account for a while; those of an erased account are refused.</param>
    public async Task<ReviewOutcome> UpdateAsync(Guid id, Guid userId, ReviewDecision decide, CancellationToken cancellationToken)
    {
        // The product of a review never changes, so that it can be read before its rating is locked.
        if (await store.FindAsync(id, cancellationToken) is not { } seen)
            return ReviewOutcome.Refused(ReviewRefusal.NoSuchReview);

        return await store.InTransactionAsync(
            (transaction, token) => UpdateAsync(transaction, seen, userId, decide, token), cancellationToken);
    }

    private async Task<ReviewOutcome> UpdateAsync(
        IReviewTransaction transaction, Review seen, Guid userId, ReviewDecision decide, CancellationToken cancellationToken)
    {
        if (await transaction.IsErasedAsync(userId, cancellationToken))
            return ReviewOutcome.Refused(ReviewRefusal.AccountErased);
        var rating = await transaction.LockRatingAsync(seen.ProductId, cancellationToken);
        if (await transaction.FindAsync(seen.Id, cancellationToken) is not { } current)
            return ReviewOutcome.Refused(ReviewRefusal.NoSuchReview);

        var outcome = await decide(transaction, current, cancellationToken);
        if (outcome.Refusal != ReviewRefusal.None)
            return outcome;

        await ReviewWriter.SaveAsync(transaction, rating, current, outcome.Review, Now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }
}
