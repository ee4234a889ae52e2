using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.Messaging;

/// <summary>Where the brokers are, and what every client of ours has in common.</summary>
internal sealed class KafkaConnection
{
    private readonly string brokers;
    private readonly string clientId;
    private readonly KafkaSettings settings;

    public KafkaConnection(IConfiguration configuration, IHostEnvironment environment, KafkaSettings settings)
    {
        this.settings = settings;
        brokers = configuration.GetConnectionString("kafka") is { } value && !string.IsNullOrWhiteSpace(value)
            ? value
            : throw new InvalidOperationException("ConnectionStrings:kafka is missing: it names the bootstrap servers, host:port.");
        clientId = environment.ApplicationName;
    }

    public ProducerConfig Producer() => Common(new ProducerConfig
    {
        Acks = Acks.All,
        EnableIdempotence = true,
        LingerMs = 1,
        // Gives up soon: the outbox keeps the event and the relay asks again.
        MessageTimeoutMs = 5000,
        RequestTimeoutMs = 4000,
        // One topic's unknown partitions must not hold back a batch.
        TopicMetadataPropagationMaxMs = 3000,
    });

    public ConsumerConfig Consumer(string group, TimeSpan fetchWait) => Common(new ConsumerConfig
    {
        GroupId = group,
        GroupProtocol = GroupProtocol.Consumer,
        AutoOffsetReset = AutoOffsetReset.Earliest,
        AllowAutoCreateTopics = true,
        // Only offsets that were stored after the handler's commit are committed, in the background and on leaving.
        EnableAutoOffsetStore = false,
        EnableAutoCommit = true,
        AutoCommitIntervalMs = 1000,
        FetchWaitMaxMs = (int)fetchWait.TotalMilliseconds,
        FetchErrorBackoffMs = 100,
        FetchQueueBackoffMs = 50,
        QueuedMinMessages = 200,
        QueuedMaxMessagesKbytes = 4096,
    });

    private TConfig Common<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.BootstrapServers = brokers;
        config.ClientId = clientId;
        settings.ApplyTo(config);
        // Nagle's algorithm and delayed acknowledgements together cost 40 ms a message.
        config.SocketNagleDisable = true;
        config.SocketKeepaliveEnable = true;
        config.ReconnectBackoffMs = 100;
        config.ReconnectBackoffMaxMs = 2000;
        // A topic may appear after its consumers.
        config.TopicMetadataRefreshIntervalMs = 5000;
        config.TopicMetadataRefreshFastIntervalMs = 100;
        return config;
    }
}
