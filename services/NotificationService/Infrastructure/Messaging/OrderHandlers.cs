using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Messaging;

/// <summary>
/// Messages to buyers about their orders. An event may be published again with another id, so messages are deduplicated by order or refund,
/// not by event.
/// </summary>
internal sealed class OrderHandlers(MessageWriter messages, IOptions<MessageOptions> options, TimeProvider timeProvider)
    : IEventHandler<OrderPlaced>, IEventHandler<OrderConfirmed>, IEventHandler<OrderCancelled>, IEventHandler<OrderShipped>,
        IEventHandler<OrderDelivered>, IEventHandler<PaymentRefunded>
{
    /// <summary>No message yet: stock and payment are not confirmed.</summary>
    public Task HandleAsync(OrderPlaced message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => OrderSnapshotStore.SaveAsync(transaction, OrderSnapshot.FromEvent(message), cancellationToken);

    public Task HandleAsync(
        OrderConfirmed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(
            MessageKinds.OrderConfirmed, Causes.Order(message.OrderId), message.UserId,
            OrderMessages.Of(message.OrderId, message.Lines, message.Total, message.Costs),
            context, transaction, cancellationToken);

    public Task HandleAsync(
        OrderCancelled message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(
            MessageKinds.OrderCancelled, Causes.Order(message.OrderId), message.UserId,
            OrderMessages.Of(message.OrderId, message.Lines, message.Total, message.Costs) with
            {
                Reason = message.Reason,
                NothingCharged = message.NothingCharged,
                BackInCart = message.BackInCart,
            },
            context, transaction, cancellationToken);

    public async Task HandleAsync(
        OrderShipped message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var order = await OrderSnapshotStore.FindAsync(transaction, message.OrderId, cancellationToken);
        var data = new MessageData
        {
            OrderId = message.OrderId, Lines = order?.Lines, Carrier = message.Carrier, TrackingNumber = message.TrackingNumber,
        };
        await AddAsync(
            MessageKinds.OrderShipped, Causes.Order(message.OrderId), message.UserId, data, context, transaction, cancellationToken);
    }

    public async Task HandleAsync(
        OrderDelivered message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var data = OrderMessages.Of(message.OrderId, message.Lines, total: null);
        await AddAsync(
            MessageKinds.OrderDelivered, Causes.Order(message.OrderId), message.UserId, data, context, transaction, cancellationToken);

        var invitedAt = message.DeliveredAt + options.Value.ReviewInvitationAfter;
        await messages.AddAsync(
            transaction,
            new(MessageKinds.ReviewInvitation, Causes.Order(message.OrderId), message.UserId, data, invitedAt,
                invitedAt + options.Value.Lifetime),
            cancellationToken);
    }

    /// <summary>The event does not name the buyer. The snapshot does, but it may be stored later.</summary>
    public async Task HandleAsync(
        PaymentRefunded message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var order = await OrderSnapshotStore.FindAsync(transaction, message.OrderId, cancellationToken);
        await AddAsync(
            MessageKinds.OrderRefunded, Causes.Refund(message.RefundId), order?.UserId,
            new() { OrderId = message.OrderId, Refund = message.Amount },
            context, transaction, cancellationToken);
    }

    private Task AddAsync(
        MessageKind kind, string cause, Guid? user, MessageData data, EventContext context, NpgsqlTransaction transaction,
        CancellationToken cancellationToken)
        => messages.AddAsync(
            transaction, new NewMessage(kind, cause, user, data, timeProvider.GetUtcNow(), context.OccurredAt + options.Value.Lifetime),
            cancellationToken);
}
