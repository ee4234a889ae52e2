using Ecommerce.AnalyticsService.Facts;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.AnalyticsService.Events;

/// <summary>Each event tells the order anew, with one more time: whichever comes first makes it.</summary>
internal sealed class OrderHandlers(OrderFacts facts) : IEventHandler<OrderPlaced>, IEventHandler<OrderConfirmed>, IEventHandler<OrderCancelled>
{
    public Task HandleAsync(OrderPlaced message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SaveAsync(
            transaction,
            new(message.OrderId, message.UserId, message.Lines, message.Total) { PlacedAt = message.PlacedAt, TestGroup = message.TestGroup },
            cancellationToken);

    public Task HandleAsync(OrderConfirmed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SaveAsync(transaction, new(message.OrderId, message.UserId, message.Lines, message.Total) { ConfirmedAt = message.ConfirmedAt }, cancellationToken);

    public Task HandleAsync(OrderCancelled message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SaveAsync(
            transaction,
            new(message.OrderId, message.UserId, message.Lines, message.Total) { CancelledAt = message.CancelledAt, CancellationReason = message.Reason },
            cancellationToken);

    private Task SaveAsync(NpgsqlTransaction transaction, ToldOrder order, CancellationToken cancellationToken)
        => facts.SaveAsync(new(transaction), [order], cancellationToken);
}
