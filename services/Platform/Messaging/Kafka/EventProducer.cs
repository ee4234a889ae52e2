using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Messaging;

/// <summary>The process's one producer. An idempotent producer can fail for good; then the next message gets a new one.</summary>
internal sealed class EventProducer(KafkaConnection connection, TimeProvider timeProvider, ILogger<EventProducer> logger) : IDisposable
{
    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(2);

    private readonly ClientLog log = new(logger, timeProvider);
    private readonly Lock gate = new();
    private IProducer<byte[], byte[]>? current;
    private bool disposed;

    /// <summary>Returns once all in-sync replicas have the message.</summary>
    /// <exception cref="KafkaException">The broker did not acknowledge it; it may have it all the same.</exception>
    public async Task PublishAsync(string topic, Message<byte[], byte[]> message)
    {
        var producer = Current();
        try
        {
            await producer.ProduceAsync(topic, message);
        }
        catch (KafkaException failure) when (failure.Error.IsFatal)
        {
            Replace(producer);
            throw;
        }
    }

    /// <summary>Asks the brokers who they are; blocks until they answer.</summary>
    /// <exception cref="KafkaException">None answered in time.</exception>
    public void Ping(TimeSpan timeout)
    {
        using var admin = new DependentAdminClientBuilder(Current().Handle).Build();
        admin.GetMetadata(timeout);
    }

    /// <summary>
    /// Has the broker create those of <paramref name="topics"/> that it does not have, where it does so on demand. A group may not
    /// be told of a topic that appears after its members.
    /// </summary>
    /// <returns>False: no broker answered.</returns>
    public bool EnsureTopics(IEnumerable<string> topics)
    {
        try
        {
            using var admin = new DependentAdminClientBuilder(Current().Handle).Build();
            foreach (var topic in topics) admin.GetMetadata(topic, MetadataTimeout);
            return true;
        }
        catch (KafkaException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            current?.Dispose();
        }
    }

    private IProducer<byte[], byte[]> Current()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return current ??= new ProducerBuilder<byte[], byte[]>(connection.Producer())
                .SetErrorHandler((_, error) => log.Error(error))
                .SetLogHandler((_, line) => log.Line(line))
                .Build();
        }
    }

    private void Replace(IProducer<byte[], byte[]> failed)
    {
        lock (gate)
        {
            if (ReferenceEquals(current, failed)) current = null;
        }

        // Others may still wait for their reports; a fatal error has failed them all already.
        _ = Task.Run(failed.Dispose);
    }
}
