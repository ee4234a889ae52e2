using Ecommerce.ReviewService.Reviews;
using Ecommerce.ReviewService.Storage;

namespace Ecommerce.ReviewService.Projections;

/// <summary>
/// Takes an erased person out of the reviews. The stars of a published review count on without words and without an author; what nobody saw goes.
/// Their token may live on for a while, and writes nothing any more.
/// </summary>
internal sealed class Erasure(TimeProvider time)
{
    public async Task EraseAsync(IReviewTransaction transaction, Guid user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await transaction.MarkErasedAsync(user, now, cancellationToken);
        foreach (var product in (await transaction.AllOfAuthorAsync(user, cancellationToken)).Select(review => review.ProductId).Order())
        {
            var rating = await transaction.LockRatingAsync(product, cancellationToken);
            if (await transaction.FindOfAuthorAsync(user, product, cancellationToken) is { } review)
                await ReviewWriter.SaveAsync(transaction, rating, review, ReviewRules.Erase(review, now), now, cancellationToken);
        }

        await transaction.ForgetAsync(user, cancellationToken);
    }
}
