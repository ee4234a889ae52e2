using Ecommerce.Contracts;
using Ecommerce.ReviewService.Domain;

namespace Ecommerce.ReviewService.Infrastructure.Messaging;

/// <summary>Records deliveries, and marks reviews that were written before the delivery as verified purchases.</summary>
internal sealed class DeliveryProjection(TimeProvider timeProvider)
{
    public async Task AddAsync(IReviewTransaction transaction, OrderDelivered order, CancellationToken cancellationToken)
    {
        // The event may arrive after the account was erased.
        if (await transaction.IsErasedAsync(order.UserId, cancellationToken))
            return;
        foreach (var product in order.Lines.Select(line => line.ProductId).Distinct().Order())
        {
            var rating = await transaction.LockRatingAsync(product, cancellationToken);
            await transaction.AddDeliveryAsync(order.UserId, product, cancellationToken);
            if (await transaction.FindByAuthorAsync(order.UserId, product, cancellationToken) is { Verified: false } review)
            {
                var now = timeProvider.GetUtcNow();
                await ReviewWriter.SaveAsync(transaction, rating, review, ReviewRules.Verify(review, now), now, cancellationToken);
            }
        }
    }
}
