using Confluent.Kafka;
using Ecommerce.Contracts;

namespace Ecommerce.Messaging;

/// <summary>
/// Puts a dead letter on the topic's dead letter topic and, where the service keeps them, into its database: both or neither.
/// </summary>
/// <param name="producer">The process's producer.</param>
/// <param name="store">Null for a consumer without a database: its letters are on the topic alone.</param>
internal sealed class DeadLetterWriter(EventProducer producer, IDeadLetterStore? store)
{
    public Task WriteAsync(DeadLetter letter, Headers headers, CancellationToken cancellationToken)
    {
        return store is null ? PublishAsync() : store.AddAsync(letter, PublishAsync, cancellationToken);

        Task PublishAsync() => producer.PublishAsync(Topics.DeadLetter(letter.Topic), letter.ToMessage(headers));
    }
}
