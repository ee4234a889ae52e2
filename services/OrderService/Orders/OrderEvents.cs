using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.OrderService.Orders;

/// <summary>Puts what was decided into the outbox.</summary>
internal sealed class OrderEvents(Outbox outbox)
{
    public async Task PublishAsync(NpgsqlTransaction transaction, IEnumerable<object> events, CancellationToken cancellationToken)
    {
        foreach (var message in events)
            await AddAsync(transaction, message, cancellationToken);
    }

    private Task AddAsync(NpgsqlTransaction transaction, object message, CancellationToken cancellationToken) => message switch
    {
        OrderPlaced placed => outbox.AddAsync(transaction, placed, cancellationToken),
        PaymentRequested requested => outbox.AddAsync(transaction, requested, cancellationToken),
        OrderConfirmed confirmed => outbox.AddAsync(transaction, confirmed, cancellationToken),
        OrderCancelled cancelled => outbox.AddAsync(transaction, cancelled, cancellationToken),
        OrderShipped shipped => outbox.AddAsync(transaction, shipped, cancellationToken),
        OrderDelivered delivered => outbox.AddAsync(transaction, delivered, cancellationToken),
        ReturnReceived received => outbox.AddAsync(transaction, received, cancellationToken),
        RefundRequested refund => outbox.AddAsync(transaction, refund, cancellationToken),
        _ => throw new InvalidOperationException($"{message.GetType().Name} is not an event of order-service."),
    };
}
