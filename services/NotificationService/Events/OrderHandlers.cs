using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.NotificationService.Messages;
using Ecommerce.NotificationService.Orders;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Events;

/// <summary>
/// Tells buyers what becomes of their orders. An event may be said anew, under another id, when somebody asks again for its answer: what is told once
/// is told once per order or refund, not per event.
/// </summary>
internal sealed class OrderHandlers(MessageWriter messages, IOptions<MessageOptions> options, TimeProvider time)
    : IEventHandler<OrderPlaced>, IEventHandler<OrderConfirmed>, IEventHandler<OrderCancelled>, IEventHandler<OrderShipped>,
        IEventHandler<OrderDelivered>, IEventHandler<PaymentRefunded>
{
    /// <summary>Nothing is said yet: whether there is enough of everything, and the money, is not known.</summary>
    public Task HandleAsync(OrderPlaced message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => KnownOrder.SaveAsync(transaction, KnownOrder.Of(message), cancellationToken);

    public Task HandleAsync(OrderConfirmed message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(
            MessageKinds.OrderConfirmed, Causes.Order(message.OrderId), message.UserId, OrderMessages.Of(message.OrderId, message.Lines, message.Total),
            context, transaction, cancellationToken);

    public Task HandleAsync(OrderCancelled message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(
            MessageKinds.OrderCancelled, Causes.Order(message.OrderId), message.UserId,
            OrderMessages.Of(message.OrderId, message.Lines, message.Total) with { Reason = message.Reason }, context, transaction, cancellationToken);

    public async Task HandleAsync(OrderShipped message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var order = await KnownOrder.FindAsync(transaction, message.OrderId, cancellationToken);
        var data = OrderMessages.Of(message.OrderId, order) with { Carrier = message.Carrier, TrackingNumber = message.TrackingNumber };
        await AddAsync(MessageKinds.OrderShipped, Causes.Order(message.OrderId), message.UserId, data, context, transaction, cancellationToken);
    }

    public async Task HandleAsync(OrderDelivered message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var data = OrderMessages.Of(message.OrderId, message.Lines, total: null);
        await AddAsync(MessageKinds.OrderDelivered, Causes.Order(message.OrderId), message.UserId, data, context, transaction, cancellationToken);

        var invitedAt = message.DeliveredAt + options.Value.ReviewInvitationAfter;
        await messages.AddAsync(
            transaction,
            new(MessageKinds.ReviewInvitation, Causes.Order(message.OrderId), message.UserId, data, invitedAt, invitedAt + options.Value.Lifetime),
            cancellationToken);
    }

    /// <summary>Whose the order is, the event does not say: the order itself does, which may come to be known later.</summary>
    public async Task HandleAsync(PaymentRefunded message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var order = await KnownOrder.FindAsync(transaction, message.OrderId, cancellationToken);
        await AddAsync(
            MessageKinds.OrderRefunded, Causes.Refund(message.RefundId), order?.UserId, new() { OrderId = message.OrderId, Refund = message.Amount },
            context, transaction, cancellationToken);
    }

    private Task AddAsync(
        MessageKind kind, string cause, Guid? user, MessageData data, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => messages.AddAsync(
            transaction, new NewMessage(kind, cause, user, data, time.GetUtcNow(), context.OccurredAt + options.Value.Lifetime), cancellationToken);
}
