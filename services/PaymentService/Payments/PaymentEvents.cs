using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.PaymentService.Payments;

/// <summary>Puts what was decided into the outbox.</summary>
internal sealed class PaymentEvents(Outbox outbox)
{
    public async Task PublishAsync(NpgsqlTransaction transaction, IEnumerable<object> events, CancellationToken cancellationToken)
    {
        foreach (var message in events)
            await AddAsync(transaction, message, cancellationToken);
    }

    private Task AddAsync(NpgsqlTransaction transaction, object message, CancellationToken cancellationToken) => message switch
    {
        PaymentCaptured captured => outbox.AddAsync(transaction, captured, cancellationToken),
        PaymentFailed failed => outbox.AddAsync(transaction, failed, cancellationToken),
        PaymentRefunded refunded => outbox.AddAsync(transaction, refunded, cancellationToken),
        _ => throw new InvalidOperationException($"{message.GetType().Name} is not an event of payment-service."),
    };
}
