using Ecommerce.ReviewService.Moderation;
using Ecommerce.ReviewService.Storage;

namespace Ecommerce.ReviewService.Reviews;

/// <summary>What authors do.</summary>
internal sealed class ReviewCommands(IReviewStore store, ReviewChanges changes, Words words)
{
    public async Task<ReviewOutcome> WriteAsync(Guid author, Guid product, ReviewDraft draft, CancellationToken cancellationToken)
    {
        var caught = await words.CatchAsync(draft, cancellationToken);
        return await store.InTransactionAsync((transaction, token) => WriteAsync(transaction, author, product, draft, caught, token), cancellationToken);
    }

    public async Task<ReviewOutcome> EditAsync(Guid author, Guid id, ReviewDraft draft, ReviewTag expected, CancellationToken cancellationToken)
    {
        var caught = await words.CatchAsync(draft, cancellationToken);
        return await changes.ChangeAsync(
            id, author,
            (_, current, _) => Task.FromResult(Own(current, author, expected) ?? new ReviewOutcome(ReviewRules.Edit(current, draft, caught, changes.Now))),
            cancellationToken);
    }

    public Task<ReviewOutcome> DeleteAsync(Guid author, Guid id, ReviewTag expected, CancellationToken cancellationToken)
        => changes.ChangeAsync(
            id, author, (_, current, _) => Task.FromResult(Own(current, author, expected) ?? new ReviewOutcome(null)), cancellationToken);

    private async Task<ReviewOutcome> WriteAsync(
        IReviewTransaction transaction, Guid author, Guid product, ReviewDraft draft, bool caught, CancellationToken cancellationToken)
    {
        if (await transaction.IsErasedAsync(author, cancellationToken))
            return ReviewOutcome.Refused(ReviewRefusal.AccountErased);
        if (!await transaction.IsShownAsync(product, cancellationToken))
            return ReviewOutcome.Refused(ReviewRefusal.NoSuchProduct);
        var rating = await transaction.LockRatingAsync(product, cancellationToken);
        if (await transaction.FindOfAuthorAsync(author, product, cancellationToken) is not null)
            return ReviewOutcome.Refused(ReviewRefusal.ReviewedAlready);

        var verified = await transaction.HasReceivedAsync(author, product, cancellationToken);
        var review = ReviewRules.Write(Guid.CreateVersion7(changes.Now), product, author, draft, verified, caught, changes.Now);
        await ReviewWriter.SaveAsync(transaction, rating, before: null, review, changes.Now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ReviewOutcome(review);
    }

    /// <summary>Another's review is none.</summary>
    private static ReviewOutcome? Own(Review current, Guid author, ReviewTag expected)
    {
        if (current.AuthorId != author)
            return ReviewOutcome.Refused(ReviewRefusal.NoSuchReview);
        return expected.Admits(current.Version) ? null : ReviewOutcome.Refused(ReviewRefusal.Stale);
    }
}
