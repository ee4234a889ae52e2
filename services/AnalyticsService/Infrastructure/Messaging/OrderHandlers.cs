using Ecommerce.AnalyticsService.Domain;
using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Messaging;

/// <summary>Each event describes the whole order with one of its times; the first one that arrives creates it.</summary>
internal sealed class OrderHandlers(OrderFactWriter facts)
    : IEventHandler<OrderPlaced>, IEventHandler<OrderConfirmed>, IEventHandler<OrderCancelled>
{
    public Task HandleAsync(OrderPlaced message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SaveAsync(
            transaction,
            new(message.OrderId, message.UserId, message.Lines, message.Total)
            {
                PlacedAt = message.PlacedAt, TestGroup = message.TestGroup,
            },
            cancellationToken);

    public Task HandleAsync(
        OrderConfirmed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SaveAsync(
            transaction,
            new(message.OrderId, message.UserId, message.Lines, message.Total) { ConfirmedAt = message.ConfirmedAt },
            cancellationToken);

    public Task HandleAsync(
        OrderCancelled message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SaveAsync(
            transaction,
            new(message.OrderId, message.UserId, message.Lines, message.Total)
            {
                CancelledAt = message.CancelledAt, CancellationReason = message.Reason,
            },
            cancellationToken);

    private Task SaveAsync(NpgsqlTransaction transaction, OrderSnapshot order, CancellationToken cancellationToken)
        => facts.SaveAsync(new(transaction), [order], cancellationToken);
}
