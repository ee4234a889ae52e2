using System.Diagnostics.Metrics;
using Confluent.Kafka;
using Ecommerce.Background;

namespace Ecommerce.Messaging;

/// <summary>One membership in the consumer group: polls, and hands each message to its partition's worker.</summary>
internal sealed class ConsumerSession : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<TopicPartition, PartitionWorker> workers = [];
    private readonly IReadOnlyList<string> topics;
    private readonly EventProducer producer;
    private readonly MessageProcessor processor;
    private readonly ClientLog log;
    private readonly SemaphoreSlim slots;
    private readonly IConsumer<byte[], byte[]> consumer;
    private readonly Lock gate = new();

    public ConsumerSession(
        ConsumerConfig config, IReadOnlyList<string> topics, EventProducer producer, MessageProcessor processor, int concurrency,
        ClientLog log)
    {
        (this.topics, this.producer, this.processor, this.log) = (topics, producer, processor, log);
        slots = new SemaphoreSlim(concurrency);
        consumer = new ConsumerBuilder<byte[], byte[]>(config)
            .SetErrorHandler((_, error) => log.Error(error))
            .SetLogHandler((_, line) => log.Line(line))
            .SetPartitionsAssignedHandler((_, assigned) => Assign(assigned))
            .SetPartitionsRevokedHandler((_, revoked) => Revoke(revoked.ConvertAll(offset => offset.TopicPartition)))
            .SetPartitionsLostHandler((_, lost) => Lose(lost.ConvertAll(offset => offset.TopicPartition)))
            .Build();
    }

    /// <summary>Returns when told to stop, or when the client has failed for good and must be replaced.</summary>
    public void Poll(CancellationToken stoppingToken)
    {
        for (var tries = 1; !producer.EnsureTopics(topics) && !stoppingToken.IsCancellationRequested; tries++)
            stoppingToken.WaitHandle.WaitOne(ExponentialBackoff.Default.DelayWithJitter(tries));

        consumer.Subscribe(topics);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (consumer.Consume(PollInterval) is { IsPartitionEOF: false } message) Deliver(message);
            }
            catch (ConsumeException failure)
            {
                log.Error(failure.Error);
                if (failure.Error.IsFatal) return;
            }
        }
    }

    /// <summary>Messages that are in a topic and not yet handled, as far as the client knows.</summary>
    public IEnumerable<Measurement<long>> Lag()
    {
        lock (gate)
        {
            return [.. workers
                .Where(worker => worker.Value.Next is not null)
                .Select(worker => (worker.Key.Topic, Lag: consumer.GetWatermarkOffsets(worker.Key).High.Value - worker.Value.Next!.Value))
                .GroupBy(partition => partition.Topic, (topic, partitions) =>
                    new Measurement<long>(
                        partitions.Sum(partition => Math.Max(0, partition.Lag)), new KeyValuePair<string, object?>("topic", topic)))];
        }
    }

    /// <summary>Finishes what is at work, commits the offsets and leaves the group.</summary>
    public void Dispose()
    {
        Revoke([.. workers.Keys]);
        consumer.Close();
        consumer.Dispose();
        slots.Dispose();
    }

    private void Deliver(ConsumeResult<byte[], byte[]> message)
    {
        if (workers.TryGetValue(message.TopicPartition, out var worker)) worker.Add(message);
    }

    private void Assign(List<TopicPartition> partitions)
    {
        lock (gate)
        {
            foreach (var partition in partitions)
                workers[partition] = new PartitionWorker(partition, consumer, processor, slots);
        }
    }

    // The broker has forgotten this member, and perhaps all else: it joins anew next.
    private void Lose(List<TopicPartition> partitions)
    {
        Revoke(partitions);
        producer.EnsureTopics(topics);
    }

    // Called by the poll loop, which must not go on before the workers have stopped: their offsets are committed next.
    private void Revoke(List<TopicPartition> partitions)
    {
        List<Task> stopping = [];
        lock (gate)
        {
            foreach (var partition in partitions)
                if (workers.Remove(partition, out var worker)) stopping.Add(worker.DisposeAsync().AsTask());
        }

        Task.WaitAll(stopping);
    }
}
