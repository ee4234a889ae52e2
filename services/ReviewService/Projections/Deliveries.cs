using Ecommerce.Contracts;
using Ecommerce.ReviewService.Reviews;
using Ecommerce.ReviewService.Storage;

namespace Ecommerce.ReviewService.Projections;

/// <summary>Who has had what delivered. A review that was written before becomes one of a verified purchase.</summary>
internal sealed class Deliveries(TimeProvider time)
{
    public async Task AddAsync(IReviewTransaction transaction, OrderDelivered order, CancellationToken cancellationToken)
    {
        // The order may arrive after its buyer's account has gone.
        if (await transaction.IsErasedAsync(order.UserId, cancellationToken))
            return;
        foreach (var product in order.Lines.Select(line => line.ProductId).Distinct().Order())
        {
            var rating = await transaction.LockRatingAsync(product, cancellationToken);
            await transaction.AddDeliveryAsync(order.UserId, product, cancellationToken);
            if (await transaction.FindOfAuthorAsync(order.UserId, product, cancellationToken) is { Verified: false } review)
            {
                var now = time.GetUtcNow();
                await ReviewWriter.SaveAsync(transaction, rating, review, ReviewRules.Verify(review, now), now, cancellationToken);
            }
        }
    }
}
