using Ecommerce.ReviewService.Domain;

namespace Ecommerce.ReviewService.Infrastructure.Messaging;

/// <summary>
/// Removes the personal data of an erased account. The stars of its published reviews still count; other reviews are deleted. Access tokens
/// that outlive the account are refused.
/// </summary>
internal sealed class UserErasure(TimeProvider timeProvider)
{
    public async Task EraseAsync(IReviewTransaction transaction, Guid user, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await transaction.MarkErasedAsync(user, now, cancellationToken);
        var reviews = await transaction.ListByAuthorAsync(user, cancellationToken);
        foreach (var product in reviews.Select(review => review.ProductId).Order())
        {
            var rating = await transaction.LockRatingAsync(product, cancellationToken);
            if (await transaction.FindByAuthorAsync(user, product, cancellationToken) is { } review)
                await ReviewWriter.SaveAsync(transaction, rating, review, ReviewRules.Erase(review, now), now, cancellationToken);
        }

        await transaction.AnonymizeAsync(user, cancellationToken);
    }
}
