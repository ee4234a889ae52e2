using Ecommerce.AnalyticsService.Facts;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.AnalyticsService.Events;

internal sealed class ReviewHandlers : IEventHandler<ReviewChanged>
{
    public Task HandleAsync(ReviewChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => new FactStore(transaction).SaveAsync(
            [FactsOf.Review(message.ReviewId, message.ProductId, message.Stars, message.Published, message.Version, message.WrittenAt)],
            cancellationToken);
}
