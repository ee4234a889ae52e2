using Ecommerce.AnalyticsService.Domain;
using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Messaging;

internal sealed class ReviewHandlers : IEventHandler<ReviewChanged>
{
    public Task HandleAsync(ReviewChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => new FactStore(transaction).SaveAsync(
            [FactMapper.Review(message.ReviewId, message.ProductId, message.Stars, message.Published, message.Version, message.WrittenAt)],
            cancellationToken);
}
