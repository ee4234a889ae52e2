using System.Collections.Concurrent;
using System.Text;
using Confluent.Kafka;

namespace Ecommerce.Testing;

/// <summary>What was on a topic.</summary>
/// <param name="Headers">Names and values as text; the CloudEvents attributes are here, as <c>ce_type</c> and the like.</param>
public sealed record TappedMessage(string? Key, string Value, IReadOnlyDictionary<string, string> Headers, int Partition, long Offset);

/// <summary>Listens on all of a topic from its beginning, outside any group, and puts messages on it as a service would.</summary>
public sealed class KafkaTap : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly string topic;
    private readonly IProducer<string, string> producer;
    private readonly IConsumer<string, string> consumer;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<TappedMessage> messages = [];
    private readonly Task listening;

    public KafkaTap(string bootstrapServers, string topic)
    {
        this.topic = topic;
        producer = new ProducerBuilder<string, string>(new ProducerConfig
        {
            BootstrapServers = bootstrapServers, Acks = Acks.All, EnableIdempotence = true, LingerMs = 0, SocketNagleDisable = true,
        }).SetLogHandler((_, _) => { }).Build();
        consumer = new ConsumerBuilder<string, string>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers, GroupId = "tap", EnableAutoCommit = false, FetchWaitMaxMs = 20, SocketNagleDisable = true,
        }).SetLogHandler((_, _) => { }).Build();
        listening = Task.Factory.StartNew(Listen, stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>All that has come so far, in order per partition.</summary>
    public IReadOnlyCollection<TappedMessage> Messages => messages;

    /// <summary>Puts a message on the topic and waits until the broker has it.</summary>
    public async Task PublishAsync(string key, string value, params (string Name, string Value)[] headers)
    {
        var message = new Message<string, string> { Key = key, Value = value, Headers = [] };
        foreach (var (name, text) in headers) message.Headers.Add(name, Encoding.UTF8.GetBytes(text));
        await producer.ProduceAsync(topic, message);
    }

    /// <summary>Puts an event on the topic: CloudEvents 1.0, binary mode.</summary>
    /// <param name="type">The event's type, such as <c>order-placed.v1</c>.</param>
    /// <param name="key">The aggregate's id.</param>
    /// <param name="json">The event.</param>
    /// <param name="source">The service that it claims to come from.</param>
    /// <param name="id">Its id; the same again is a redelivery.</param>
    public Task PublishEventAsync(string type, string key, string json, string source = "test", Guid? id = null)
        => PublishAsync(key, json,
            ("ce_specversion", "1.0"),
            ("ce_id", (id ?? Guid.CreateVersion7()).ToString()),
            ("ce_type", type),
            ("ce_source", source),
            ("ce_subject", key),
            ("ce_time", TimeProvider.System.GetUtcNow().ToString("O")),
            ("content-type", "application/json"));

    /// <summary>Waits for the first message that fits, among those that came already and those to come.</summary>
    public Task<TappedMessage> WaitForAsync(Func<TappedMessage, bool> fits, string because, TimeSpan? within = null)
        => Eventually.ValueAsync(() => messages.FirstOrDefault(fits), because, within);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await listening;
        consumer.Dispose();
        producer.Dispose();
        stop.Dispose();
    }

    private void Listen()
    {
        try
        {
            consumer.Assign(Partitions());
            while (true) Add(consumer.Consume(stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private List<TopicPartitionOffset> Partitions()
    {
        using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
        while (true)
        {
            // Asking for a topic brings it into being, a moment later.
            var partitions = admin.GetMetadata(topic, Patience).Topics.Single().Partitions;
            if (partitions.Count > 0) return [.. partitions.Select(
                partition => new TopicPartitionOffset(topic, partition.PartitionId, Offset.Beginning))];
            stop.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50));
            stop.Token.ThrowIfCancellationRequested();
        }
    }

    private void Add(ConsumeResult<string, string> result)
        => messages.Enqueue(new TappedMessage(
            result.Message.Key,
            result.Message.Value,
            result.Message.Headers.ToDictionary(header => header.Key, header => Encoding.UTF8.GetString(header.GetValueBytes())),
            result.Partition,
            result.Offset));
}
