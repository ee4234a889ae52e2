using Ecommerce.ReviewService.Storage;

namespace Ecommerce.ReviewService.Reviews;

/// <summary>Decides on a review while nobody else changes it.</summary>
internal delegate Task<ReviewOutcome> ReviewDecision(IReviewTransaction transaction, Review current, CancellationToken cancellationToken);

/// <summary>Changes of one review that is there.</summary>
internal sealed class ReviewChanges(IReviewStore store, TimeProvider time)
{
    /// <summary>To the millisecond, which every store keeps.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Stores what <paramref name="decide"/> makes of a review; the review goes where that is nothing.</summary>
    /// <param name="by">Who changes it: a token lives on for a while when its account is erased.</param>
    public async Task<ReviewOutcome> ChangeAsync(Guid id, Guid by, ReviewDecision decide, CancellationToken cancellationToken)
        // Its product never changes, so it may be read before it is locked.
        => await store.FindAsync(id, cancellationToken) is { } seen
            ? await store.InTransactionAsync((transaction, token) => ChangeAsync(transaction, seen, by, decide, token), cancellationToken)
            : ReviewOutcome.Refused(ReviewRefusal.NoSuchReview);

    private async Task<ReviewOutcome> ChangeAsync(
        IReviewTransaction transaction, Review seen, Guid by, ReviewDecision decide, CancellationToken cancellationToken)
    {
        if (await transaction.IsErasedAsync(by, cancellationToken))
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
