using Confluent.Kafka;
using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Puts a dead letter on the topic's dead letter topic and, where the service has a database, into its table: both or neither.</summary>
/// <param name="producer">The process's producer.</param>
/// <param name="dataSource">Null for a service without a database: its letters are on the topic alone.</param>
internal sealed class DeadLetterWriter(EventProducer producer, NpgsqlDataSource? dataSource)
{
    public async Task WriteAsync(DeadLetter letter, Headers headers, CancellationToken cancellationToken)
    {
        if (dataSource is null)
        {
            await PublishAsync();
            return;
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await DeadLetterStore.AddAsync(transaction, letter, cancellationToken);
        await PublishAsync();
        await transaction.CommitAsync(CancellationToken.None);

        Task PublishAsync() => producer.PublishAsync(Topics.DeadLetter(letter.Topic), letter.ToMessage(headers));
    }
}
