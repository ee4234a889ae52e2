using Ecommerce.AnalyticsService.Domain;
using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Messaging;

internal sealed class PaymentHandlers : IEventHandler<PaymentCaptured>, IEventHandler<PaymentFailed>, IEventHandler<PaymentRefunded>
{
    public Task HandleAsync(
        PaymentCaptured message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => new FactStore(transaction).SaveAsync(
            [FactMapper.Capture(message.OrderId, message.Amount, message.CapturedAt)], cancellationToken);

    public Task HandleAsync(PaymentFailed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => new FactStore(transaction).SaveAsync([FactMapper.Failure(message.OrderId, message.Reason, message.FailedAt)], cancellationToken);

    public Task HandleAsync(
        PaymentRefunded message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => new FactStore(transaction).SaveAsync(
            [FactMapper.Refund(message.RefundId, message.OrderId, message.Amount, message.RefundedAt)], cancellationToken);
}
