using Ecommerce.ReviewService.Domain;
using Ecommerce.ReviewService.Infrastructure;
using Ecommerce.Web;

namespace Ecommerce.ReviewService.Features.WriteReview;

/// <summary>Writes, edits and deletes reviews for their authors.</summary>
internal sealed class ReviewCommands(IReviewStore store, ReviewUpdater updater, ReviewWordFilter filter)
{
    public async Task<ReviewOutcome> WriteAsync(Guid author, Guid product, ReviewDraft draft, CancellationToken cancellationToken)
    {
        var flagged = await filter.MatchesAsync(draft, cancellationToken);
        return await store.InTransactionAsync(
            (transaction, token) => WriteAsync(transaction, author, product, draft, flagged, token), cancellationToken);
    }

    public async Task<ReviewOutcome> EditAsync(
        Guid author, Guid id, ReviewDraft draft, VersionTag expected, CancellationToken cancellationToken)
    {
        var flagged = await filter.MatchesAsync(draft, cancellationToken);
        return await updater.UpdateAsync(
            id,
            author,
            (_, current, _) =>
            {
                var refusal = CheckOwn(current, author, expected);
                return Task.FromResult(refusal ?? new ReviewOutcome(ReviewRules.Edit(current, draft, flagged, updater.Now)));
            },
            cancellationToken);
    }

    public Task<ReviewOutcome> DeleteAsync(Guid author, Guid id, VersionTag expected, CancellationToken cancellationToken)
        => updater.UpdateAsync(
            id,
            author,
            (_, current, _) => Task.FromResult(CheckOwn(current, author, expected) ?? new ReviewOutcome(null)),
            cancellationToken);

    private async Task<ReviewOutcome> WriteAsync(
        IReviewTransaction transaction, Guid author, Guid product, ReviewDraft draft, bool flagged, CancellationToken cancellationToken)
    {
        if (await transaction.IsErasedAsync(author, cancellationToken))
            return ReviewOutcome.Refused(ReviewRefusal.AccountErased);
        if (!await transaction.IsPublishedAsync(product, cancellationToken))
            return ReviewOutcome.Refused(ReviewRefusal.NoSuchProduct);
        var rating = await transaction.LockRatingAsync(product, cancellationToken);
        if (await transaction.FindByAuthorAsync(author, product, cancellationToken) is not null)
            return ReviewOutcome.Refused(ReviewRefusal.ReviewedAlready);

        var now = updater.Now;
        var verified = await transaction.HasDeliveryAsync(author, product, cancellationToken);
        var review = ReviewRules.Write(Guid.CreateVersion7(now), product, author, draft, verified, flagged, now);
        await ReviewWriter.SaveAsync(transaction, rating, before: null, review, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ReviewOutcome(review);
    }

    /// <summary>Null when the author may change it. Another author's review is reported as missing.</summary>
    private static ReviewOutcome? CheckOwn(Review current, Guid author, VersionTag expected)
    {
        if (current.AuthorId != author)
            return ReviewOutcome.Refused(ReviewRefusal.NoSuchReview);
        return expected.Matches(current.Version) ? null : ReviewOutcome.Refused(ReviewRefusal.Stale);
    }
}
